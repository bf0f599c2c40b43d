package bulkorder.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** Answers as the API does, with the batches that it is given; the first is the newest. */
final class FakeBatchApi implements AutoCloseable {
  static final String BATCH =
      """
      {"batchId":"b-1","clientId":"demo","status":"COMPLETED_WITH_ERRORS",
       "csvSource":"orders.csv","objectKey":"incoming/demo/orders.csv","objectETag":"\\"etag\\"",
       "rows":4,"counts":{"INVALID":1,"QUEUED":0,"PAID":3},"notifications":{"SENT":3},
       "amounts":{"PAID":{"JPY":"4500"}},"percent":100,"rowsPerSecond":2,"secondsLeft":null,
       "rejection":null,"createdAt":"2026-01-01T00:00:01Z","endedAt":"2026-01-01T00:00:03Z",
       "file":{"format":"CSV","encoding":"windows-31j","encodingFound":"CONTENT","byteOrderMark":false,
         "delimiter":"tab","sheet":null,"compressed":true},
       "notice":"2 of these 4 orders exist already.","parentBatchId":null,"dryRunAnswer":null}
      """;
  private static final String ROWS =
      """
      {"items":[{"rowNumber":17,"status":"INVALID","errors":[{"column":"quantity",
        "code":"NOT_A_NUMBER","value":"many","message":"must be a whole number"}]}]}
      """;

  private static final String REPORTS =
      """
      {"batchId":"b-1","runNo":1,"complete":true,"items":[
        {"kind":"errors","rows":1,"url":"http://s3/errors","expiresAt":"2026-01-01T00:15:00Z"},
        {"kind":"results","rows":4,"url":"http://s3/results","expiresAt":"2026-01-01T00:15:00Z"}]}
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;

  private FakeBatchApi(HttpServer server) {
    this.server = server;
  }

  static FakeBatchApi start(String... batches) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var server = HttpServer.create(address, 0);
    var list = JSON.createObjectNode();
    for (var batch : batches) {
      list.withArray("items").add(((ObjectNode) JSON.readTree(batch)).putNull("dryRunAnswer"));
    }
    server.createContext("/api/v1/batches", exchange -> answer(exchange, list.toString()));
    for (var batch : batches) {
      var path = "/api/v1/batches/" + JSON.readTree(batch).path("batchId").asText();
      server.createContext(path, exchange -> answer(exchange, batch));
      server.createContext(path + "/rows", exchange -> answer(exchange, ROWS));
      server.createContext(path + "/reports", exchange -> answer(exchange, REPORTS));
    }
    server.start();
    return new FakeBatchApi(server);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      byte[] body = json.getBytes(UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
