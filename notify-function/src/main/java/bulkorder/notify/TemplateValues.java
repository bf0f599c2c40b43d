package bulkorder.notify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.owasp.encoder.Encode;

/**
 * The values of a mail's template, each twice: under {@code text} as it is, under {@code html}
 * escaped, which mail providers do not do.
 */
final class TemplateValues {

  private final Map<String, String> text = new LinkedHashMap<>();
  private final Map<String, String> html = new LinkedHashMap<>();

  /** Adds a value, which is escaped where it goes into HTML. */
  TemplateValues with(String name, String value) {
    return with(name, value, Encode.forHtml(value));
  }

  /**
   * Adds a value that is more than a text.
   *
   * @param inHtml goes into HTML as it is
   */
  TemplateValues with(String name, String inText, String inHtml) {
    text.put(name, inText);
    html.put(name, inHtml);
    return this;
  }

  /** The values for the subject and the text, by name. */
  Map<String, String> text() {
    return Collections.unmodifiableMap(text);
  }

  /** The values for the HTML, by name. */
  Map<String, String> html() {
    return Collections.unmodifiableMap(html);
  }
}
