package bulkorder.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bulkorder.local.outside.ExampleCalls;
import bulkorder.local.outside.OutsideView;
import bulkorder.standins.ContractOperation;
import bulkorder.standins.PublishedContract;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples of the committed contract, sent to the running system in the sequence in which a
 * client would: every operation, answered as the contract says.
 */
class ContractIT {

  private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);
  private static final Duration SOON = Duration.ofMillis(20);
  private static final String CLIENT = "demo";

  /** What the example of {@code createBatch} declares; the second row lacks its product. */
  private static final String FILE =
      """
      注文番号,顧客名,メールアドレス,商品コード,数量,単価,決済トークン
      2026-11-B001,髙橋 美咲,misaki.takahashi@example.com,TEA-01,2,1980,tok_visa
      2026-11-B002,佐々木 健,ken.sasaki@example.com,,1,2000,tok_visa
      2026-11-B003,Emma Clarke,emma.clarke@example.com,CUP-05,1,980,tok_visa
      """;

  private static LocalSystem system;
  private static OutsideView outside;
  private static PublishedContract contract;
  private static ExampleCalls examples;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    Path root = Path.of(System.getProperty("bulkorder.root"));
    contract = PublishedContract.read(root.resolve("status-function/openapi.yaml"));
    system =
        LocalSystem.start(
            LocalOptions.standard(root, data, System.err::println)
                .in(TestedPackaging.get())
                .withTimeFactor(new TimeFactor(5)));
    outside = new OutsideView(system.addresses());
    examples = new ExampleCalls(contract, system.addresses(), CLIENT);
  }

  @AfterAll
  static void stop() {
    examples.close();
    outside.close();
    system.close();
  }

  @Test
  void every_example_is_answered_as_the_contract_says() throws Exception {
    clients();
    settings();
    String batchId = batch();
    announcements(batchId);
    orders();
    interventions();
    erasures();

    assertThat(examples.called())
        .containsExactlyInAnyOrderElementsOf(
            contract.operations().stream().map(ContractOperation::id).toList());
  }

  @Test
  void who_is_not_signed_in_is_answered_as_the_contract_says() throws Exception {
    for (ContractOperation operation : contract.operations()) {
      examples.callSignedOut(operation);
    }
  }

  private static void clients() throws Exception {
    examples.call("createClient", Map.of());
    for (String operation :
        new String[] {
          "listClients", "getClient", "changeClient", "disableClient", "enableClient"
        }) {
      examples.call(operation, Map.of());
    }
  }

  private static void settings() throws Exception {
    var client = Map.of("clientId", CLIENT);
    JsonNode changed = examples.call("changeNotificationSettings", client);
    JsonNode settings = examples.call("getNotificationSettings", client);
    JsonNode secret = examples.call("replaceWebhookSecret", client);

    assertThat(settings.path("operators")).isEqualTo(changed.path("operators"));
    assertThat(secret.path("webhookSecret")).isNotEqualTo(changed.path("webhookSecret"));
  }

  /** A dry run that is approved; answers its id. */
  private static String batch() throws Exception {
    examples.call("estimateDuration", Map.of());
    JsonNode promised = examples.call("createBatch", Map.of());
    String batchId = promised.path("batchId").asText();
    var batch = Map.of("batchId", batchId);
    outside.upload(promised, FILE.getBytes(Charset.forName("windows-31j")));
    awaitStatus(batchId, "VALIDATED");
    examples.call("approveBatch", batch);
    awaitStatus(batchId, "COMPLETED_WITH_ERRORS");
    await().atMost(LONG_ENOUGH).until(() -> outside.reports(batchId).path("complete").asBoolean());

    for (String operation :
        new String[] {
          "getBatch", "listRows", "listErrors", "getReconciliation", "listReports", "getReport"
        }) {
      examples.call(operation, batch);
    }
    examples.call("listBatches", Map.of());
    examples.call("getFigures", Map.of());
    return batchId;
  }

  private static void announcements(String batchId) throws Exception {
    JsonNode told = examples.call("listAnnouncements", Map.of("batchId", batchId));
    String webhook =
        outside
            .ledger(
                """
                update announcements set status = 'FAILED', code = 'NOT_REACHED', ended_at = now(), lease_until = null
                where batch_id = '%s' and channel = 'WEBHOOK' and status <> 'DELIVERED'
                returning announcement_id
                """
                    .formatted(batchId))
            .getFirst();

    assertThat(told.path("announcements")).isNotEmpty();
    examples.call("sendAnnouncementAgain", Map.of("batchId", batchId, "id", webhook));
  }

  private static void orders() throws Exception {
    String orderId = examples.call("sendOrder", Map.of()).path("orderId").asText();
    var order = Map.of("orderId", orderId);
    await()
        .atMost(LONG_ENOUGH)
        .untilAsserted(
            () -> {
              JsonNode now = outside.get("/api/v1/orders/" + orderId);
              assertThat(now.path("status").asText()).isEqualTo("PAID");
              assertThat(now.at("/notifications/0/status").asText()).isEqualTo("SENT");
            });
    examples.call("getOrder", order);
    examples.call("listOrders", Map.of());
    String paymentId = firstId(examples.call("listPayments", order), "paymentId");
    examples.call("getPayment", Map.of("paymentId", paymentId));
    String mailId = firstId(examples.call("listNotifications", order), "notificationId");
    examples.call("getNotification", Map.of("notificationId", mailId));
    examples.call("listAuditEvents", Map.of());
    examples.call("sendOrders", Map.of());
  }

  private static void interventions() throws Exception {
    String key = "incoming/%s/many.csv".formatted(CLIENT);
    outside.drop(key, manyRows().getBytes(UTF_8));
    String batchId =
        await()
            .atMost(LONG_ENOUGH)
            .pollInterval(SOON)
            .until(
                () -> outside.batchesOf(key),
                batches ->
                    batches.stream().anyMatch(b -> b.path("status").asText().equals("PROCESSING")))
            .getFirst()
            .path("batchId")
            .asText();
    var batch = Map.of("batchId", batchId);
    for (String operation : new String[] {"pauseBatch", "resumeBatch", "cancelBatch"}) {
      examples.call(operation, batch);
    }
    awaitStatus(batchId, "CANCELLED");
    examples.call("retryBatch", batch);
  }

  private static void erasures() throws Exception {
    String erasureId = examples.call("requestErasure", Map.of()).path("erasureId").asText();
    examples.call("getErasure", Map.of("erasureId", erasureId));
    examples.call("listErasures", Map.of());
  }

  private static String manyRows() {
    return "order_reference,customer_name,customer_email,product_code,quantity,unit_price,payment_method\n"
        + IntStream.rangeClosed(1, 5000)
            .mapToObj("2026-11-C%1$d,Emma,emma%1$d@example.com,P-1,1,500,tok_visa%n"::formatted)
            .collect(Collectors.joining());
  }

  private static String firstId(JsonNode list, String field) {
    return list.path("items").path(0).path(field).asText();
  }

  private static void awaitStatus(String batchId, String status) {
    await()
        .atMost(LONG_ENOUGH)
        .until(
            () -> outside.get("/api/v1/batches/" + batchId).path("status").asText(),
            Set.of(status)::contains);
  }
}
