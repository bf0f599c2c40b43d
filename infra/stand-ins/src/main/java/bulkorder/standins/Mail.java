package bulkorder.standins;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A mail that was sent, as its recipient reads it.
 *
 * @param template the name of its template, or empty
 */
record Mail(
    String id,
    String template,
    String from,
    String to,
    String subject,
    String text,
    String html,
    String sentAt) {

  Map<String, String> json() {
    Map<String, String> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("template", template);
    json.put("from", from);
    json.put("to", to);
    json.put("subject", subject);
    json.put("text", text);
    json.put("html", html);
    json.put("sent_at", sentAt);
    return json;
  }
}
