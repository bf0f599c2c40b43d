package bulkorder.status;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.notification.Notifications;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.DeclineCode;
import bulkorder.ledger.payment.Payments;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class OrderListsTest extends ApiTest {

  private static final Duration LEASE = Duration.ofMinutes(1);

  @Inject Payments payments;
  @Inject Notifications notifications;
  @Inject SessionFactory sessions;

  @Test
  void orders_are_listed_newest_first_page_by_page_without_what_is_personal() {
    BatchId batchId = batchWithOrders(5);

    List<Long> seen = new ArrayList<>();
    String cursor = "";
    do {
      Answer page =
          api.get("/api/v1/orders?limit=2&batchId=%s&cursor=%s".formatted(batchId, cursor));
      assertThat(page.status()).as(page.body()).isEqualTo(200);
      assertThat(page.body()).doesNotContain("山田", "taro@", "tok_visa");
      page.json().at("/items").forEach(item -> seen.add(item.at("/orderId").asLong()));
      JsonNode next = page.json().at("/nextCursor");
      cursor = next.isNull() ? "" : next.asText();
    } while (!cursor.isEmpty());

    assertThat(seen).hasSize(5).isSortedAccordingTo((a, b) -> Long.compare(b, a));
  }

  @Test
  void an_order_is_found_by_its_reference_and_when_it_was_created() {
    JsonNode order = orderOf(batchWithOrders(1));
    String reference = order.at("/orderReference").asText();
    String createdAt = order.at("/createdAt").asText();

    assertThat(items("/api/v1/orders?orderReference=" + reference)).containsExactly(order);
    assertThat(items("/api/v1/orders?status=CANCELLED&orderReference=" + reference)).isEmpty();
    assertThat(items("/api/v1/orders?createdFrom=%s&limit=1".formatted(createdAt)))
        .containsExactly(order);
    assertThat(
            items(
                "/api/v1/orders?createdBefore=%s&orderReference=%s"
                    .formatted(createdAt, reference)))
        .isEmpty();
  }

  @Test
  void an_order_shows_its_payments_and_mails_and_to_an_operator_whose_it_is() {
    BatchId batchId = batchWithOrders(1);
    decline(batchId);
    long orderId = orderOf(batchId).at("/orderId").asLong();

    Answer answer = api.get("/api/v1/orders/" + orderId);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().at("/orderId").asLong()).isEqualTo(orderId);
    assertThat(answer.text("/status")).isEqualTo("CANCELLED");
    assertThat(answer.text("/customer/name")).isEqualTo("山田 太郎");
    assertThat(answer.text("/payments/0/declineCode")).isEqualTo("INSUFFICIENT_FUNDS");
    assertThat(answer.text("/payments/0/reason")).startsWith("The payment was declined");
    assertThat(answer.text("/notifications/0/kind")).isEqualTo("ORDER_CONFIRMED");
    assertThat(accesses(orderId)).hasSize(1);
  }

  @Test
  void an_uploader_does_not_see_whose_an_order_is() {
    long orderId = orderOf(batchWithOrders(1)).at("/orderId").asLong();

    Answer answer = Api.as("demo", Role.UPLOADER).get("/api/v1/orders/" + orderId);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().at("/customer").isNull()).isTrue();
    assertThat(answer.body()).doesNotContain("山田");
    assertThat(accesses(orderId)).isEmpty();
  }

  @Test
  void payments_and_mails_are_listed_by_what_became_of_them() {
    BatchId batchId = batchWithOrders(2);
    decline(batchId);

    JsonNode payment =
        items("/api/v1/payments?code=INSUFFICIENT_FUNDS&status=DECLINED&batchId=" + batchId)
            .getFirst();
    assertThat(api.get("/api/v1/payments/" + payment.at("/paymentId")).json()).isEqualTo(payment);
    assertThat(items("/api/v1/payments?orderId=" + payment.at("/orderId")))
        .containsExactly(payment);
    assertThat(items("/api/v1/payments?status=CAPTURED&batchId=" + batchId)).isEmpty();

    List<JsonNode> mails =
        items("/api/v1/notifications?kind=ORDER_CONFIRMED&status=PENDING&batchId=" + batchId);
    assertThat(mails).hasSize(2);
    JsonNode mail = mails.getFirst();
    assertThat(api.get("/api/v1/notifications/" + mail.at("/notificationId")).json())
        .isEqualTo(mail);
    assertThat(items("/api/v1/notifications?code=MAIL_BOUNCED&batchId=" + batchId)).isEmpty();
  }

  @Test
  void a_page_is_one_query_and_an_order_is_two() {
    long orderId = orderOf(batchWithOrders(3)).at("/orderId").asLong();

    assertThat(queries("/api/v1/orders?limit=3")).isOne();
    assertThat(queries("/api/v1/payments?limit=3")).isOne();
    assertThat(queries("/api/v1/notifications?limit=3")).isOne();
    assertThat(queries(Api.as("demo", Role.UPLOADER), "/api/v1/orders/" + orderId)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders", "payments", "notifications"})
  void another_client_sees_none_of_it(String what) {
    BatchId batchId = batchWithOrders(1);
    decline(batchId);
    String id =
        switch (what) {
          case "orders" -> "orderId";
          case "payments" -> "paymentId";
          default -> "notificationId";
        };
    JsonNode item = items("/api/v1/%s?batchId=%s".formatted(what, batchId)).getFirst();
    Api other = Api.as("acme", Role.OPERATOR);

    Answer hidden = other.get("/api/v1/%s/%s".formatted(what, item.at("/" + id)));
    assertThat(hidden.status()).isEqualTo(404);
    assertThat(hidden.text("/code")).startsWith("UNKNOWN_");
    assertThat(other.get("/api/v1/%s?batchId=%s".formatted(what, batchId)).text("/items/0"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "orders?status=DONE",
    "orders?createdFrom=yesterday",
    "orders?createdBefore=2026-11-21",
    "orders?batchId=1",
    "orders?cursor=MQ",
    "orders?limit=501",
    "orders?orderReference=a%00",
    "payments?orderId=0",
    "payments?code=NO_IDEA",
    "notifications?cursor=bm8",
    "notifications?kind=SMS",
  })
  void a_bad_filter_is_refused(String query) {
    ProblemsTest.assertProblem(api.get("/api/v1/" + query), 400, "INVALID_PARAMETER");
  }

  @ParameterizedTest
  @CsvSource({
    "orders/0, UNKNOWN_ORDER",
    "orders/x, UNKNOWN_ORDER",
    "orders/999999999999999999, UNKNOWN_ORDER",
    "payments/9999999999999999999, UNKNOWN_PAYMENT",
    "notifications/-1, UNKNOWN_NOTIFICATION",
  })
  void what_does_not_exist_is_not_found(String path, String code) {
    ProblemsTest.assertProblem(api.get("/api/v1/" + path), 404, code);
  }

  private BatchId batchWithOrders(int rows) {
    BatchId batchId = given.batchOfNewOrders(rows);
    orders.create(chunk(batchId, 1));
    return batchId;
  }

  private void decline(BatchId batchId) {
    ChunkMessage chunk = chunk(batchId, 1);
    var claimed = payments.claim(chunk, LEASE).orElseThrow();
    Map<Long, AttemptOutcome> outcomes = new HashMap<>();
    for (Attempt attempt : claimed.attempts()) {
      outcomes.put(
          attempt.paymentId(),
          new AttemptOutcome.Declined(DeclineCode.INSUFFICIENT_FUNDS, "funds"));
    }
    payments.record(claimed, outcomes);
    notifications.claim(chunk, LEASE);
  }

  private JsonNode orderOf(BatchId batchId) {
    return items("/api/v1/orders?batchId=" + batchId).getFirst();
  }

  private List<JsonNode> items(String path) {
    Answer answer = api.get(path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    List<JsonNode> items = new ArrayList<>();
    answer.json().at("/items").forEach(items::add);
    return items;
  }

  private List<String> accesses(long orderId) {
    return ledger.query(
        "select actor from audit_events where action = 'ORDER_READ' and category = 'ACCESS' and subject = ?",
        Long.toString(orderId));
  }

  private long queries(String path) {
    return queries(api, path);
  }

  /** Besides the statement that tells the transaction for whom it is. */
  private long queries(Api calls, String path) {
    calls.get("/api/v1/batches");
    long before = sessions.getStatistics().getPrepareStatementCount();
    calls.get(path);
    return sessions.getStatistics().getPrepareStatementCount() - before - 1;
  }
}
