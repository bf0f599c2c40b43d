package bulkorder.importing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of object metadata. HTTP headers are ASCII, so other text comes as encoded words
 * (RFC 2047); S3 makes them itself of what it was sent in UTF-8.
 */
final class MetadataText {

  private static final Pattern WORD = Pattern.compile("=\\?([^?\\s]+)\\?([BbQq])\\?([^?]*)\\?=");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=\\?=)\\s+(?==\\?)");

  private MetadataText() {}

  /** The text with its encoded words decoded; a word that cannot be decoded stays as it is. */
  static String decoded(String text) {
    return WORD.matcher(BETWEEN_WORDS.matcher(text).replaceAll(""))
        .replaceAll(word -> Matcher.quoteReplacement(decoded(word)));
  }

  private static String decoded(MatchResult word) {
    String content = word.group(3);
    try {
      byte[] bytes =
          word.group(2).equalsIgnoreCase("B")
              ? Base64.getDecoder().decode(content)
              : quotedPrintable(content);
      return new String(bytes, Charset.forName(word.group(1)));
    } catch (IllegalArgumentException _) {
      return word.group();
    }
  }

  private static byte[] quotedPrintable(String content) {
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      if (c == '=' && i + 2 < content.length()) {
        bytes.write(Integer.parseInt(content, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(c == '_' ? ' ' : c);
      }
    }
    return bytes.toByteArray();
  }
}
