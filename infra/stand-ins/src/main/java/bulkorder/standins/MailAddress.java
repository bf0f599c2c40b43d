package bulkorder.standins;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of {@code 山田 <yamada@example.com>} or {@code yamada@example.com}, in small letters.
 */
record MailAddress(String localPart, String domain) {

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:[^<>]{0,200}<)?([^@\\s<>,]{1,64})@([^@\\s<>,]{1,200}\\.[^@\\s<>,.]{2,50})>?");

  /**
   * @throws IllegalArgumentException when the text is no address
   */
  static MailAddress of(String text) {
    Matcher parts = ADDRESS.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException("Missing or invalid address: " + text);
    }
    return new MailAddress(
        parts.group(1).toLowerCase(Locale.ROOT), parts.group(2).toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return localPart + "@" + domain;
  }
}
