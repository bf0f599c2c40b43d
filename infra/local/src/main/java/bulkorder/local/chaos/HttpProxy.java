package bulkorder.local.chaos;

import bulkorder.local.Interference.World;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Stands before queues, payment provider and mail service at once, which have different paths, and
 * lets its gate decide about each write.
 */
final class HttpProxy implements AutoCloseable {
  private static final int BACKLOG = 256;
  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection", "content-length", "date", "expect", "host", "transfer-encoding", "upgrade");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_MAX)
          .build();

  private final World world;
  private final Weather weather;
  private final Gate gate;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Decides about a write on each side of it. */
  @FunctionalInterface
  interface Gate {
    Action pass(Site site, Phase phase);
  }

  private HttpProxy(World world, Weather weather, Gate gate, HttpServer server) {
    this.world = world;
    this.weather = weather;
    this.gate = gate;
    this.server = server;
  }

  /** Listens on a free port of 127.0.0.1. */
  static HttpProxy start(World world, Weather weather, Gate gate) throws IOException {
    var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    var proxy = new HttpProxy(world, weather, gate, HttpServer.create(address, BACKLOG));
    proxy.server.setExecutor(proxy.threads);
    proxy.server.createContext("/", proxy::handle);
    proxy.server.start();
    return proxy;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** An exchange that is closed without an answer closes its connection. */
  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var call = HttpCall.read(exchange, world);
      if (call.isForQueues() && weather.queuesAreDown()) {
        return;
      }
      serve(exchange, call);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(HttpExchange exchange, HttpCall call)
      throws IOException, InterruptedException {
    if (call.site().isEmpty()) {
      answer(exchange, send(call));
      return;
    }
    Site site = call.site().get();
    switch (gate.pass(site, Phase.BEFORE)) {
      case Action.Cut _ -> {}
      case Action.Refuse(int status) -> exchange.sendResponseHeaders(status, -1);
      case Action.GoOn _ -> finish(exchange, site, send(call));
      case Action.HoldBack(var time) -> {
        hold(time);
        finish(exchange, site, send(call));
      }
      case Action.Repeat _ -> {
        send(call);
        finish(exchange, site, send(call));
      }
      case Action.Delay(int seconds) -> finish(exchange, site, send(call.delayed(seconds)));
    }
  }

  private void finish(HttpExchange exchange, Site site, HttpResponse<byte[]> response)
      throws IOException, InterruptedException {
    switch (gate.pass(site, Phase.AFTER)) {
      case Action.Cut _, Action.Refuse _ -> {}
      case Action.HoldBack(var time) -> {
        hold(time);
        answer(exchange, response);
      }
      case Action.GoOn _, Action.Repeat _, Action.Delay _ -> answer(exchange, response);
    }
  }

  private static void hold(Duration time) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }

  private static HttpResponse<byte[]> send(HttpCall call) throws IOException, InterruptedException {
    return CLIENT.send(call.request(HOP_BY_HOP), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> response)
      throws IOException {
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    byte[] body = response.body();
    exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
