package bulkorder.standins;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A mail that was sent, as its recipient reads it.
 *
 * @param template the name of its template, or empty
 * @param language of two letters, or {@code und} when it does not say
 * @param tags by which its sender knows it again
 */
record Mail(
    String id,
    String template,
    String language,
    String from,
    String to,
    String subject,
    String text,
    String html,
    Map<String, String> tags,
    String sentAt) {

  Mail {
    tags = Map.copyOf(tags);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("template", template);
    json.put("language", language);
    json.put("from", from);
    json.put("to", to);
    json.put("subject", subject);
    json.put("text", text);
    json.put("html", html);
    json.put("tags", new TreeMap<>(tags));
    json.put("sent_at", sentAt);
    return json;
  }
}
