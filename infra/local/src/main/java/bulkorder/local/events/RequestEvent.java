package bulkorder.local.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/** The event, payload version 2.0, in which an HTTP API gives a function a request. */
final class RequestEvent {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern TEXT_TYPE =
      Pattern.compile("(text/.*|application/(json|javascript|xml|.*\\+json|.*\\+xml).*)");

  private final HttpExchange exchange;
  private final Route route;
  private final Map<String, String> pathParameters;

  RequestEvent(HttpExchange exchange, Route route, Map<String, String> pathParameters) {
    this.exchange = exchange;
    this.route = route;
    this.pathParameters = pathParameters;
  }

  String json(byte[] body, Instant now) {
    var uri = exchange.getRequestURI();
    var event = JSON.createObjectNode();
    event.put("version", "2.0").put("routeKey", route.key());
    event.put("rawPath", uri.getRawPath());
    event.put("rawQueryString", uri.getRawQuery() == null ? "" : uri.getRawQuery());
    cookies(event);
    fill(event.putObject("headers"), headers());
    if (uri.getRawQuery() != null) {
      fill(event.putObject("queryStringParameters"), parameters(uri.getRawQuery()));
    }
    context(event.putObject("requestContext"), now);
    if (!pathParameters.isEmpty()) {
      fill(event.putObject("pathParameters"), pathParameters);
    }
    body(event, body);
    return event.toString();
  }

  private void cookies(ObjectNode event) {
    var cookies = exchange.getRequestHeaders().get("Cookie");
    if (cookies != null) {
      var list = event.putArray("cookies");
      cookies.forEach(line -> List.of(line.split("; *")).forEach(list::add));
    }
  }

  /** In small letters, repeated ones joined by a comma; cookies have a place of their own. */
  private Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(lower(name), String.join(",", values)));
    headers.remove("cookie");
    return headers;
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new TreeMap<>();
    for (var pair : query.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      String value = parts.length == 2 ? URLDecoder.decode(parts[1], UTF_8) : "";
      parameters.merge(
          URLDecoder.decode(parts[0], UTF_8), value, (first, next) -> first + "," + next);
    }
    parameters.remove("");
    return parameters;
  }

  private void context(ObjectNode context, Instant now) {
    context.put("accountId", "anonymous").put("apiId", "local");
    context.put("domainName", header("Host")).put("domainPrefix", "local");
    context
        .putObject("http")
        .put("method", exchange.getRequestMethod())
        .put("path", exchange.getRequestURI().getPath())
        .put("protocol", exchange.getProtocol())
        .put("sourceIp", exchange.getRemoteAddress().getAddress().getHostAddress())
        .put("userAgent", header("User-Agent"));
    context.put("requestId", UUID.randomUUID().toString()).put("routeKey", route.key());
    context.put("stage", "$default");
    context.put("time", TIME.format(now)).put("timeEpoch", now.toEpochMilli());
  }

  private void body(ObjectNode event, byte[] body) {
    boolean text = TEXT_TYPE.matcher(lower(header("Content-Type"))).matches();
    if (body.length > 0) {
      event.put("body", text ? new String(body, UTF_8) : Base64.getEncoder().encodeToString(body));
    }
    event.put("isBase64Encoded", body.length > 0 && !text);
  }

  private String header(String name) {
    var value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static void fill(ObjectNode node, Map<String, String> values) {
    values.forEach(node::put);
  }
}
