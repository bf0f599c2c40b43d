package bulkorder.local.outside;

import static java.nio.charset.StandardCharsets.UTF_8;

import bulkorder.local.Interference;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Reads along what the queues hand to the functions. */
public final class QueueRecorder implements Interference, AutoCloseable {

  private static final int BACKLOG = 256;
  private static final Set<String> NOT_HANDED_ON =
      Set.of("connection", "content-length", "date", "expect", "host", "transfer-encoding");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Queue<String> answers = new ConcurrentLinkedQueue<>();

  /** Listens on a free port of 127.0.0.1. */
  public QueueRecorder() throws IOException {
    server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), BACKLOG);
  }

  /** The queues' answers so far that held messages. */
  public List<String> messages() {
    return List.copyOf(answers);
  }

  @Override
  public URI queuesOfEventSources(World world) {
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, world.queues()));
    server.start();
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange, URI queues) throws IOException {
    try (exchange) {
      var request =
          HttpRequest.newBuilder(queues.resolve(exchange.getRequestURI().toString()))
              .method(
                  exchange.getRequestMethod(),
                  BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) -> {
                if (isHandedOn(name)) {
                  values.forEach(value -> request.header(name, value));
                }
              });
      var answer = http.send(request.build(), BodyHandlers.ofByteArray());
      String text = new String(answer.body(), UTF_8);
      if (text.contains("\"Messages\"")) {
        answers.add(text);
      }
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (isHandedOn(name)) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isHandedOn(String header) {
    return !NOT_HANDED_ON.contains(header.toLowerCase(Locale.ROOT));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    http.shutdownNow();
  }
}
