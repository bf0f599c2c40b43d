package bulkorder.standins;

import java.util.Map;

/** An answer, or a connection cut instead of one. */
sealed interface HttpAnswer {

  /** Closes the connection without a word, as a network does. */
  record Cut() implements HttpAnswer {}

  /** What the client gets. */
  record Full(int status, String contentType, Map<String, String> headers, String body)
      implements HttpAnswer {}

  static Full json(int status, Object value) {
    return json(status, Map.of(), value);
  }

  static Full json(int status, Map<String, String> headers, Object value) {
    return new Full(status, "application/json", headers, Json.text(value));
  }

  static Full html(String page) {
    return new Full(200, "text/html; charset=utf-8", Map.of(), page);
  }
}
