package bulkorder.standins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A client's own system on a free port of 127.0.0.1, which is told of its batches: it takes a POST
 * to any path and keeps the last of them, unverified. {@code GET /received.json} lists them, {@code
 * PUT /behaviour} changes what it answers.
 */
public final class WebhookServer implements AutoCloseable {

  private static final int KEPT_MAX = 1_000;

  /**
   * How it answers.
   *
   * @param status 200 to 599
   * @param latency before each answer, 60 seconds at most
   * @param location of a redirect, or empty
   * @param cut whether it closes the connection instead of answering
   */
  public record Behaviour(int status, Duration latency, String location, boolean cut) {

    /** Takes everything at once. */
    public static final Behaviour NONE = answering(204);

    public Behaviour {
      Checks.latency(latency);
      if (status < 200 || status > 599) {
        throw new IllegalArgumentException("status is " + status + ", not 200 to 599");
      }
    }

    /** The same answer to all, at once. */
    public static Behaviour answering(int status) {
      return new Behaviour(status, Duration.ZERO, "", false);
    }

    private static Behaviour of(ObjectNode json) {
      return new Behaviour(
          json.path("status").asInt(NONE.status),
          Duration.ofMillis(json.path("latency_ms").asLong()),
          json.path("location").asText(),
          json.path("cut").asBoolean());
    }

    private Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("status", status);
      json.put("latency_ms", latency.toMillis());
      json.put("location", location);
      json.put("cut", cut);
      return json;
    }
  }

  /**
   * A request that came in.
   *
   * @param headers by their names in small letters
   * @param answered the status of the answer, 0 when the connection was cut instead
   */
  public record Received(
      Instant at, String path, Map<String, String> headers, String body, int answered) {

    /** Copies the headers. */
    public Received {
      headers = Map.copyOf(headers);
    }

    private Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("at", at.toString());
      json.put("path", path);
      json.put("headers", new TreeMap<>(headers));
      json.put("body", body);
      json.put("answered", answered);
      return json;
    }
  }

  private final HttpEndpoint http;
  private final Clock clock = Clock.systemUTC();
  private final Deque<Received> received = new ArrayDeque<>();
  private volatile Behaviour behaviour;

  private WebhookServer(Behaviour behaviour) throws IOException {
    this.behaviour = behaviour;
    this.http =
        HttpEndpoint.start(
            List.of(
                Route.get("/received.json", _ -> HttpAnswer.json(200, json())),
                Route.get("/behaviour", _ -> HttpAnswer.json(200, this.behaviour.json())),
                Route.put("/behaviour", this::behave),
                Route.post(Route.ANY_PATH, this::take)));
  }

  /** Starts with nothing received. */
  public static WebhookServer start() {
    try {
      return new WebhookServer(Behaviour.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the webhook receiver", e);
    }
  }

  /** Its base URL, without a slash at the end. */
  public URI endpoint() {
    return http.uri();
  }

  /** Changes how requests are answered from now on. */
  public void behave(Behaviour next) {
    behaviour = next;
  }

  /** The last requests, oldest first. */
  public List<Received> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  @Override
  public void close() {
    http.close();
  }

  private Map<String, Object> json() {
    return Map.of("received", received().stream().map(Received::json).toList());
  }

  private HttpAnswer behave(HttpRequest request) {
    try {
      behave(Behaviour.of(request.json()));
    } catch (IllegalArgumentException e) {
      throw new HttpProblem(400, "invalid_behaviour", String.valueOf(e.getMessage()));
    }
    return HttpAnswer.json(200, behaviour.json());
  }

  private HttpAnswer take(HttpRequest request) {
    Behaviour now = behaviour;
    keep(request, now);
    try {
      Thread.sleep(now.latency());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted by the end of the server", e);
    }
    if (now.cut()) {
      return new HttpAnswer.Cut();
    }
    Map<String, String> headers =
        now.location().isEmpty() ? Map.of() : Map.of("Location", now.location());
    return new HttpAnswer.Full(now.status(), "text/plain", headers, "");
  }

  private void keep(HttpRequest request, Behaviour now) {
    Map<String, String> headers = new LinkedHashMap<>();
    request
        .headers()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    synchronized (received) {
      if (received.size() == KEPT_MAX) {
        received.removeFirst();
      }
      received.add(
          new Received(
              clock.instant(),
              request.item(),
              headers,
              request.body(),
              now.cut() ? 0 : now.status()));
    }
  }
}
