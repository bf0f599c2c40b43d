package bulkorder.standins;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body has been read, within its bound.
 *
 * @param item what stands in the place of {@code *} in the route's path, or nothing
 */
record HttpRequest(Headers headers, Map<String, String> query, String item, String body) {

  static final int BODY_BYTES_MAX = 1 << 20;

  static HttpRequest read(HttpExchange exchange, String item) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
    if (body.length > BODY_BYTES_MAX) {
      throw new HttpProblem(
          413, "body_too_large", "the body has more than " + BODY_BYTES_MAX + " bytes");
    }
    return new HttpRequest(
        exchange.getRequestHeaders(),
        query(exchange.getRequestURI().getRawQuery()),
        item,
        new String(body, StandardCharsets.UTF_8));
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.getFirst(name));
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  boolean isSummary() {
    return parameter("summary").map(Boolean::parseBoolean).orElse(false);
  }

  /** How many items a page may have: what was asked for, within bounds. */
  int limit(int otherwise, int max) {
    return number("limit", otherwise, max);
  }

  /** A whole number from 1. */
  int number(String name, int otherwise, int max) {
    return parameter(name).map(text -> number(name, text, max)).orElse(otherwise);
  }

  Optional<Instant> instant(String name) {
    return parameter(name).map(text -> instant(name, text));
  }

  ObjectNode json() {
    try {
      JsonNode json = Json.MAPPER.readTree(body);
      if (json instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new HttpProblem(400, "invalid_json", "the body is not JSON: " + e.getOriginalMessage());
    }
    throw new HttpProblem(400, "invalid_json", "the body is not a JSON object");
  }

  /** The fields of a form, each at most once. */
  Map<String, String> form() {
    return query(body);
  }

  private static int number(String name, String text, int max) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The same answer as to a number out of bounds.
    }
    throw new HttpProblem(
        400, "invalid_parameter", name + " is \"" + text + "\", not a number from 1 to " + max);
  }

  private static Instant instant(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new HttpProblem(
          400,
          "invalid_parameter",
          name + " is \"" + text + "\", not a time as 2026-01-31T00:00:00Z");
    }
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    if (raw == null) {
      return query;
    }
    for (String pair : raw.split("&", 100)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new HttpProblem(400, "invalid_parameter", "the query is not URL-encoded: " + text);
    }
  }
}
