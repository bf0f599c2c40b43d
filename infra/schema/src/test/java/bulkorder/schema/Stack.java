package bulkorder.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** CloudFormation, as the address where it waits for an answer. */
final class Stack implements AutoCloseable {

  private final HttpServer server;
  private final List<JsonNode> answers = new CopyOnWriteArrayList<>();
  private final int failures;
  private final AtomicInteger calls = new AtomicInteger();

  /** Answers its first calls with an error. */
  Stack(int failures) throws IOException {
    this.failures = failures;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  /** Signed as S3 signs: for a request without a content type. */
  URI url() {
    return URI.create(
        "http://127.0.0.1:%d/answer?X-Amz-Signature=a%%2Bb"
            .formatted(server.getAddress().getPort()));
  }

  List<JsonNode> answers() {
    return answers;
  }

  int calls() {
    return calls.get();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      int call = calls.incrementAndGet();
      boolean signed =
          exchange.getRequestMethod().equals("PUT")
              && exchange.getRequestURI().getRawQuery().equals("X-Amz-Signature=a%2Bb")
              && !exchange.getRequestHeaders().containsKey("Content-Type");
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (!signed || call <= failures) {
        exchange.sendResponseHeaders(signed ? 503 : 403, -1);
        return;
      }
      answers.add(new ObjectMapper().readTree(body));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
