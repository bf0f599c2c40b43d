package bulkorder.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the function answered. */
record Answer(int status, Map<String, String> headers, String body, JsonNode json) {

  Answer {
    Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }

  /** The text at a JSON pointer. */
  String text(String pointer) {
    return json.at(pointer).asText();
  }
}
