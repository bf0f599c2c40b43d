package bulkorder.local;

import bulkorder.local.events.Functions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Plays CloudFormation at the step of a deployment that migrates the ledger: sends the request, and
 * waits for the answer where the request says.
 */
final class DeploymentStep implements AutoCloseable {
  private static final int ANSWER_BYTES_MAX = 4096;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final String path = "/" + UUID.randomUUID();
  private final CompletableFuture<JsonNode> answer = new CompletableFuture<>();

  private DeploymentStep(HttpServer server) {
    this.server = server;
  }

  /**
   * Has a function take the step.
   *
   * @throws IOException with its reason if it failed, or with what became of it if it said nothing
   */
  static void take(String function, Functions functions) throws IOException, InterruptedException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var step = new DeploymentStep(HttpServer.create(address, 0))) {
      step.server.createContext("/", step::receive);
      step.server.start();
      var result = functions.invoke(function, step.request());
      var answer = step.answer.getNow(null);
      if (answer == null) {
        throw new IOException("the ledger was not migrated: " + result);
      }
      if (!answer.path("Status").asText().equals("SUCCESS")) {
        throw new IOException(answer.path("Reason").asText());
      }
    }
  }

  private String request() {
    return JSON.createObjectNode()
        .put("RequestType", "Update")
        .put("ResponseURL", "http://127.0.0.1:" + server.getAddress().getPort() + path)
        .put("StackId", "local")
        .put("RequestId", UUID.randomUUID().toString())
        .put("ResourceType", "Custom::Migrations")
        .put("LogicalResourceId", "Migrations")
        .put("PhysicalResourceId", "bulkorder-ledger-schema")
        .toString();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(ANSWER_BYTES_MAX + 1);
      boolean taken =
          exchange.getRequestMethod().equals("PUT")
              && exchange.getRequestURI().getPath().equals(path)
              && body.length <= ANSWER_BYTES_MAX;
      if (taken) {
        answer.complete(JSON.readTree(body));
      }
      exchange.sendResponseHeaders(taken ? 200 : 403, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
