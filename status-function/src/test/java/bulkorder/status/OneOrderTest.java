package bulkorder.status;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.testing.QueueView;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

@QuarkusTest
class OneOrderTest extends ApiTest {

  private static final String ORDERS = "/api/v1/orders";

  @Inject SqsClient sqs;
  @Inject StatusConfig config;

  private final String reference = "one-" + UUID.randomUUID();
  private QueueView queue;

  @BeforeEach
  void emptyTheQueue() {
    queue = new QueueView(sqs, config.ordersQueueUrl());
    queue.take();
  }

  @Test
  void an_order_is_in_the_ledger_when_it_is_answered_and_its_chunk_is_sent_on() {
    Answer answer = api.post(ORDERS, order("tok_visa"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(answer.header("location")).isEqualTo(ORDERS + "/" + answer.text("/orderId"));
    assertThat(answer.text("/status")).isEqualTo("PENDING");
    assertThat(answer.text("/orderReference")).isEqualTo(reference);
    assertThat(answer.text("/amount")).isEqualTo("3960");
    assertThat(answer.text("/unitPrice")).isEqualTo("1980");
    assertThat(answer.text("/rowNumber")).isEqualTo("1");
    assertThat(answer.body()).doesNotContain("美咲", "misaki", "tok_visa");
    assertThat(queue.take())
        .containsExactly(
            "{\"batchId\":\"%s\",\"run\":1,\"chunk\":1}".formatted(answer.text("/batchId")));
    assertThat(
            ledger.query(
                "select actor, category, client_id from audit_events where action = 'ORDER_SENT' and subject = ?",
                answer.text("/orderId")))
        .singleElement()
        .asString()
        .endsWith(" CHANGE demo");
  }

  @Test
  void the_same_order_again_is_answered_with_what_is_there() {
    Answer first = api.post(ORDERS, order("tok_visa"));

    Answer again = api.post(ORDERS, order("tok_visa"));

    assertThat(again.status()).as(again.body()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("location")).isEqualTo(first.header("location"));
    assertThat(queue.take()).hasSize(1);
  }

  @Test
  void of_equal_orders_at_once_one_is_created_and_the_others_leave_nothing_behind()
      throws Exception {
    Callable<Integer> call =
        () -> Api.as("demo", Role.OPERATOR).post(ORDERS, order("tok_visa")).status();
    List<Integer> statuses = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (Future<Integer> status : threads.invokeAll(Collections.nCopies(8, call))) {
        statuses.add(status.get());
      }
    }

    assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
    assertThat(ledger.query("select 1 from batches where csv_source = ?", reference)).hasSize(1);
  }

  @Test
  void other_content_under_the_same_reference_is_refused() {
    Answer first = api.post(ORDERS, order("tok_visa"));

    Answer other = api.post(ORDERS, order("tok_mastercard"));

    ProblemsTest.assertProblem(other, 409, "REFERENCE_TAKEN");
    assertThat(other.text("/detail"))
        .startsWith(
            "The order reference \"%s\" belongs to order %s,"
                .formatted(reference, first.text("/orderId")));
  }

  @Test
  void all_that_is_wrong_with_an_order_is_told_at_once_and_nothing_is_kept() {
    Answer answer =
        api.post(
            ORDERS,
            """
            {"orderReference": "%s", "customerName": "髙橋 美咲", "customerEmail": "misaki at example",
             "productCode": "TEA-01", "quantity": 1.5, "unitPrice": "4111 1111 1111 1111", "paymentMethod": "tok_visa"}
            """
                .formatted(reference));

    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(answer.header("content-type")).startsWith("application/problem+json");
    assertThat(answer.text("/code")).isEqualTo("INVALID_ORDER");
    assertThat(answer.json().at("/errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("unitPrice", "customerEmail", "quantity");
    assertThat(answer.json().at("/errors").findValuesAsText("code"))
        .containsExactlyInAnyOrder("CARD_NUMBER", "NOT_AN_EMAIL_ADDRESS", "NOT_A_WHOLE_NUMBER");
    assertThat(answer.body()).doesNotContain("4111", "misaki", "美咲");
    assertThat(ledger.query("select 1 from batches where csv_source = ?", reference)).isEmpty();
  }

  @Test
  void an_order_that_is_none_is_refused_with_its_place() {
    Answer answer = api.post(ORDERS, "{\"orderReference\": [1]}");

    ProblemsTest.assertProblem(answer, 422, "INVALID_FIELD");
    assertThat(answer.text("/detail")).startsWith("The field \"orderReference\" is \"[\"; it must");
    ProblemsTest.assertProblem(api.post(ORDERS, ""), 400, "INVALID_BODY");
  }

  @Test
  void two_clients_may_have_the_same_reference() {
    api.post(ORDERS, order("tok_visa"));

    Answer other = Api.as("acme", Role.UPLOADER).post(ORDERS, order("tok_visa"));

    assertThat(other.status()).as(other.body()).isEqualTo(201);
  }

  @Test
  void who_only_looks_sends_nothing() {
    ProblemsTest.assertProblem(
        Api.as("demo", Role.AUDITOR).post(ORDERS, order("tok_visa")), 403, "NOT_PERMITTED");
    assertThat(queue.take()).isEqualTo(List.of());
  }

  private String order(String paymentMethod) {
    return """
    {"orderReference": "%s", "customerName": "髙橋 美咲", "customerEmail": "misaki@example.com",
     "productCode": "TEA-01", "quantity": 2, "unitPrice": "￥1,980", "paymentMethod": "%s"}
    """
        .formatted(reference, paymentMethod);
  }
}
