package bulkorder.standins;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small HTTP server on a free port of 127.0.0.1, with a virtual thread for each request. */
final class HttpEndpoint implements AutoCloseable {

  private static final int BACKLOG = 1024;

  static {
    // Without it, the second packet of an answer waits 40 ms for the first one's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
  }

  private final HttpServer server;
  private final ExecutorService requests;

  private HttpEndpoint(HttpServer server, ExecutorService requests) {
    this.server = server;
    this.requests = requests;
  }

  static HttpEndpoint start(List<Route> routes) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), BACKLOG);
    ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(requests);
    List<Route> table = List.copyOf(routes);
    server.createContext("/", exchange -> handle(table, exchange));
    server.start();
    return new HttpEndpoint(server, requests);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Cuts off requests that are under way. */
  @Override
  public void close() {
    server.stop(0);
    requests.shutdownNow();
  }

  private static void handle(List<Route> routes, HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (answer(routes, exchange)) {
        case HttpAnswer.Cut _ -> {
          // Closing an exchange that was not answered closes its connection.
        }
        case HttpAnswer.Full full -> send(exchange, full);
      }
    }
  }

  private static HttpAnswer answer(List<Route> routes, HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    List<Route> there = routes.stream().filter(route -> route.item(path).isPresent()).toList();
    try {
      if (there.isEmpty()) {
        throw new HttpProblem(404, "not_found", "there is nothing at " + path);
      }
      Optional<Route> route =
          there.stream()
              .filter(candidate -> candidate.method().equals(exchange.getRequestMethod()))
              .findFirst();
      if (route.isEmpty()) {
        String allowed = String.join(", ", there.stream().map(Route::method).toList());
        return new HttpProblem(405, "method_not_allowed", path + " takes " + allowed)
            .answer(Map.of("Allow", allowed));
      }
      HttpRequest request = HttpRequest.read(exchange, route.get().item(path).orElse(""));
      return route.get().handler().answer(request);
    } catch (HttpProblem problem) {
      return problem.answer(Map.of());
    } catch (RuntimeException e) {
      System.getLogger(HttpEndpoint.class.getName())
          .log(System.Logger.Level.ERROR, "a stand-in failed at " + path, e);
      return new HttpProblem(500, "stand_in_failed", "the stand-in failed; see its log")
          .answer(Map.of());
    }
  }

  private static void send(HttpExchange exchange, HttpAnswer.Full answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
