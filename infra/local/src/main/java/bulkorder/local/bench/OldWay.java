package bulkorder.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import bulkorder.local.Addresses;
import bulkorder.local.LocalSystem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * How orders were worked before there were files: one REST call for each order, one for each
 * payment and one for each mail, one after the other. The order service is here, and commits each
 * order to a table like the ledger's in the same database; payments and mails go to the same
 * stand-ins. No rate limit slows the mails down.
 */
final class OldWay implements AutoCloseable {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ORDERS = "/api/v1/orders";

  private static final String DROP_TABLE = "drop table bench_orders";

  private static final String CREATE_TABLE =
      "create table bench_orders (like orders including all)";

  private static final String INSERT =
      """
      insert into bench_orders (client_id, order_reference, personal, product_code, quantity, unit_price, amount,
        currency, payment_method, language, content_digest)
      select client_id, order_reference, personal, product_code, quantity, unit_price, amount, currency,
        payment_method, language, content_digest
      from batch_rows where batch_id = ? and row_number = ?
      returning order_id, amount, currency, payment_method
      """;

  private final URI payments;
  private final URI mails;
  private final Connection connection;
  private final PreparedStatement insert;
  private final HttpServer orderService;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private OldWay(Addresses at, Connection connection, HttpServer orderService) throws SQLException {
    this.payments = at.payments().resolve("/api/v1/payments");
    this.mails = at.mailbox().resolve("/v2/email/outbound-emails");
    this.connection = connection;
    this.orderService = orderService;
    execute(CREATE_TABLE);
    this.insert = connection.prepareStatement(INSERT);
  }

  static OldWay start(Addresses at) throws IOException, SQLException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var connection = DriverManager.getConnection(at.jdbcUrl(), at.databaseUser(), "");
    var old = new OldWay(at, connection, HttpServer.create(address, 0));
    old.orderService.createContext(ORDERS, old::createOrder);
    old.orderService.start();
    return old;
  }

  /**
   * Works orders as they stand in rows of a batch.
   *
   * @param firstRow the number of the first of them
   * @return the seconds that it took
   */
  double seconds(UUID batchId, int firstRow, int orders) throws IOException, InterruptedException {
    long began = System.nanoTime();
    for (int row = firstRow; row < firstRow + orders; row++) {
      work(batchId, row);
    }
    return (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
  }

  private void work(UUID batchId, int row) throws IOException, InterruptedException {
    var wanted = JSON.createObjectNode().put("batch", batchId.toString()).put("row", row);
    var order =
        call(
            URI.create("http://127.0.0.1:" + orderService.getAddress().getPort() + ORDERS), wanted);
    var charge = JSON.createObjectNode().put("order_id", order.path("order_id").longValue());
    charge.set("amount", order.path("amount"));
    charge.set("currency", order.path("currency"));
    charge.set("payment_method", order.path("payment_method"));
    call(payments, charge);
    call(mails, mail(row));
  }

  private static ObjectNode mail(int row) {
    var mail = JSON.createObjectNode().put("FromEmailAddress", LocalSystem.MAIL_FROM);
    mail.putObject("Destination").putArray("ToAddresses").add("c%d@example.org".formatted(row));
    var simple = mail.putObject("Content").putObject("Simple");
    simple.putObject("Subject").put("Data", "Your order");
    simple.putObject("Body").putObject("Text").put("Data", "Thank you for order " + row);
    return mail;
  }

  private JsonNode call(URI uri, ObjectNode body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(uri)
            .timeout(ANSWER_MAX)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    var answer = http.send(request, BodyHandlers.ofString(UTF_8));
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("%s answered %d".formatted(uri.getPath(), answer.statusCode()));
    }
    return JSON.readTree(answer.body());
  }

  private void createOrder(HttpExchange exchange) throws IOException {
    try (exchange) {
      var wanted = JSON.readTree(exchange.getRequestBody());
      byte[] answer =
          insert(UUID.fromString(wanted.path("batch").asText()), wanted.path("row").asInt())
              .toString()
              .getBytes(UTF_8);
      exchange.sendResponseHeaders(201, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (SQLException failure) {
      throw new IOException("an order was not created", failure);
    }
  }

  private ObjectNode insert(UUID batchId, int row) throws SQLException {
    insert.setObject(1, batchId);
    insert.setInt(2, row);
    try (var created = insert.executeQuery()) {
      created.next();
      return JSON.createObjectNode()
          .put("order_id", created.getLong("order_id"))
          .put("amount", created.getBigDecimal("amount"))
          .put("currency", created.getString("currency"))
          .put("payment_method", created.getString("payment_method"));
    }
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    http.close();
    execute(DROP_TABLE);
    orderService.stop(0);
    connection.close();
  }
}
