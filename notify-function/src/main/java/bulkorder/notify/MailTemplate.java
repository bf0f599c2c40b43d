package bulkorder.notify;

import bulkorder.ledger.NotificationKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a mail, with places for its values: {@code {{text.name}}} in subject and text,
 * {@code {{html.name}}} in HTML. They are files of this function, {@code
 * mail/{kind}/{language}/subject.txt}, {@code text.txt} and {@code body.html}.
 */
record MailTemplate(String subject, String text, String html) {

  /** A place for a value. */
  static final Pattern PLACE = Pattern.compile("\\{\\{(text|html)\\.(\\w+)}}");

  /**
   * The words of a kind of mail in a language.
   *
   * @throws IllegalStateException if there are none
   */
  static MailTemplate of(NotificationKind kind, String language) {
    String directory = "/mail/" + kind.title() + "/" + language + "/";
    return new MailTemplate(
        read(directory + "subject.txt").strip(),
        read(directory + "text.txt"),
        read(directory + "body.html"));
  }

  /**
   * Puts the values in, as they are. The subject stays one line.
   *
   * @return a template without places
   * @throws IllegalStateException if there is a place without a value
   */
  MailTemplate filled(TemplateValues values) {
    return new MailTemplate(
        filled(subject, values).replaceAll("\\p{Cntrl}+", " "),
        filled(text, values),
        filled(html, values));
  }

  private static String filled(String words, TemplateValues values) {
    return PLACE.matcher(words).replaceAll(place -> Matcher.quoteReplacement(value(place, values)));
  }

  private static String value(MatchResult place, TemplateValues values) {
    var form = place.group(1).equals("text") ? values.text() : values.html();
    String value = form.get(place.group(2));
    if (value == null) {
      throw new IllegalStateException("a mail has no value for " + place.group());
    }
    return value;
  }

  private static String read(String name) {
    try (InputStream file = MailTemplate.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("there is no mail template " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
