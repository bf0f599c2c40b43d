package bulkorder.local.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import bulkorder.local.Interference.World;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request of a function, and for whom it is.
 *
 * @param site the write that it is, if it is one
 */
record HttpCall(
    String method,
    URI target,
    Map<String, List<String>> headers,
    String body,
    boolean isForQueues,
    Optional<Site> site) {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(100);
  private static final int DELAY_SECONDS_MAX = 900;
  private static final String QUEUE_ACTION = "X-Amz-Target";
  private static final ObjectMapper JSON = new ObjectMapper();

  HttpCall {
    headers = Map.copyOf(headers);
  }

  static HttpCall read(HttpExchange exchange, World world) throws IOException {
    var uri = exchange.getRequestURI();
    boolean isPost = exchange.getRequestMethod().equals("POST");
    URI target;
    Optional<Site> site;
    boolean isForQueues = false;
    if (uri.getPath().startsWith("/api/")) {
      target = world.payments();
      site = isPost ? Optional.of(Site.CHARGE) : Optional.empty();
    } else if (uri.getPath().startsWith("/v2/email/")) {
      target = world.mail();
      site = isPost ? Optional.of(Site.MAIL) : Optional.empty();
    } else {
      target = world.queues();
      site = site(exchange.getRequestHeaders().getFirst(QUEUE_ACTION));
      isForQueues = true;
    }
    return new HttpCall(
        exchange.getRequestMethod(),
        target.resolve(uri.toString()),
        exchange.getRequestHeaders(),
        new String(exchange.getRequestBody().readAllBytes(), UTF_8),
        isForQueues,
        site);
  }

  private static Optional<Site> site(@Nullable String action) {
    return switch (action) {
      case "AmazonSQS.SendMessage", "AmazonSQS.SendMessageBatch" -> Optional.of(Site.SEND);
      case "AmazonSQS.DeleteMessage", "AmazonSQS.DeleteMessageBatch" ->
          Optional.of(Site.ACKNOWLEDGE);
      case null, default -> Optional.empty();
    };
  }

  /** The same to its target, without the headers that belong to one connection. */
  HttpRequest request(Set<String> hopByHop) {
    var request =
        HttpRequest.newBuilder(target)
            .timeout(ANSWER_MAX)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(
        (name, values) -> {
          if (!hopByHop.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return request.build();
  }

  /** The same with its messages seen so much later. */
  HttpCall delayed(int seconds) throws IOException {
    var json = JSON.readTree(body);
    delay(json, seconds);
    json.path("Entries").forEach(entry -> delay(entry, seconds));
    return new HttpCall(method, target, headers, json.toString(), isForQueues, site);
  }

  private static void delay(JsonNode message, int seconds) {
    if (message instanceof ObjectNode node && !node.has("Entries")) {
      int planned = node.path("DelaySeconds").asInt();
      node.put("DelaySeconds", Math.min(planned + seconds, DELAY_SECONDS_MAX));
    }
  }
}
