package bulkorder.standins;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Message tags, as SES takes them. */
final class MailTags {

  private static final int TAGS_MAX = 50;
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_.@-]{1,256}");

  private MailTags() {}

  /**
   * Tags by name.
   *
   * @param byDefault of all mails of a request
   * @param own of one mail, which win
   * @throws MailRefusal when a name or value has other characters than SES allows
   */
  static Map<String, String> of(JsonNode byDefault, JsonNode own) {
    Map<String, String> tags = new LinkedHashMap<>();
    add(byDefault, tags);
    add(own, tags);
    if (tags.size() > TAGS_MAX) {
      throw new MailRefusal("INVALID_PARAMETER", "more than " + TAGS_MAX + " tags");
    }
    return tags;
  }

  private static void add(JsonNode list, Map<String, String> tags) {
    for (JsonNode tag : list) {
      tags.put(allowed(tag.path("Name").asText()), allowed(tag.path("Value").asText()));
    }
  }

  private static String allowed(String text) {
    if (!ALLOWED.matcher(text).matches()) {
      throw new MailRefusal("INVALID_PARAMETER", "Invalid tag: " + text);
    }
    return text;
  }
}
