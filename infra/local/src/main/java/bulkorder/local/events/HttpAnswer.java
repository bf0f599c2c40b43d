package bulkorder.local.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import bulkorder.local.lambda.InvocationResult;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What an HTTP API answers: a function's own answer, or one of the few that it makes itself. */
final class HttpAnswer {
  static final HttpAnswer NOT_FOUND = made(404, "Not Found");
  static final HttpAnswer TOO_LARGE = made(413, "Request Entity Too Large");
  static final HttpAnswer FUNCTION_FAILED = made(500, "Internal Server Error");
  static final HttpAnswer UNAVAILABLE = made(503, "Service Unavailable");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final int status;
  private final List<Map.Entry<String, String>> headers;
  private final byte[] body;

  private HttpAnswer(int status, List<Map.Entry<String, String>> headers, byte[] body) {
    this.status = status;
    this.headers = List.copyOf(headers);
    this.body = body;
  }

  private static HttpAnswer made(int status, String message) {
    String body = "{\"message\":\"" + message + "\"}";
    return json(status, body);
  }

  private static HttpAnswer json(int status, String body) {
    return new HttpAnswer(
        status, List.of(Map.entry("Content-Type", "application/json")), body.getBytes(UTF_8));
  }

  static HttpAnswer of(InvocationResult result) {
    return switch (result) {
      case InvocationResult.Succeeded(var payload) -> parse(payload);
      case InvocationResult.FunctionError _, InvocationResult.Crashed _ -> FUNCTION_FAILED;
      case InvocationResult.TimedOut _ -> UNAVAILABLE;
    };
  }

  /** An answer without a status code is itself the body of a 200, as payload version 2.0 has it. */
  private static HttpAnswer parse(String payload) {
    try {
      var answer = JSON.readTree(payload);
      return answer.has("statusCode") ? structured(answer) : json(200, payload);
    } catch (JsonProcessingException | IllegalArgumentException _) {
      return FUNCTION_FAILED;
    }
  }

  private static HttpAnswer structured(JsonNode answer) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    answer
        .path("headers")
        .properties()
        .forEach(header -> headers.add(Map.entry(header.getKey(), header.getValue().asText())));
    answer
        .path("multiValueHeaders")
        .properties()
        .forEach(
            header ->
                header
                    .getValue()
                    .forEach(value -> headers.add(Map.entry(header.getKey(), value.asText()))));
    answer.path("cookies").forEach(it -> headers.add(Map.entry("Set-Cookie", it.asText())));
    String body = answer.path("body").asText("");
    return new HttpAnswer(
        answer.path("statusCode").asInt(),
        headers,
        answer.path("isBase64Encoded").asBoolean()
            ? Base64.getDecoder().decode(body)
            : body.getBytes(UTF_8));
  }

  void send(HttpExchange exchange) throws IOException {
    for (var header : headers) {
      if (!header.getKey().equalsIgnoreCase("content-length")) {
        exchange.getResponseHeaders().add(header.getKey(), header.getValue());
      }
    }
    boolean hasBody = body.length > 0 && !exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, hasBody ? body.length : -1);
    if (hasBody) {
      exchange.getResponseBody().write(body);
    }
  }
}
