package bulkorder.payment;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.ClaimedAttempts;
import bulkorder.ledger.payment.Payments;
import bulkorder.ledger.testing.Invocation;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.Queues;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(Provider.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "payments,reports,notifications"))
class OperationsTest extends LedgerTest {

  @Inject
  @Named("payment-operations")
  OperationsHandler handler;

  @Inject Payments payments;
  @Inject ObjectMapper json;

  @AfterEach
  void chargingIsAllowed() throws SQLException {
    ledger.change("update charging set stopped_since = null, stopped_by = null");
  }

  @Test
  void charging_is_stopped_and_started_by_a_person() throws JsonProcessingException {
    JsonNode stopped = answer("{\"operation\": \"stop\", \"by\": \"Mori\"}");
    assertThat(stopped.at("/changed").asBoolean()).isTrue();
    assertThat(stopped.at("/charging/stoppedBy").asText()).isEqualTo("Mori");
    assertThat(answer("{\"operation\": \"stop\", \"by\": \"Sato\"}").at("/changed").asBoolean())
        .isFalse();

    JsonNode started = answer("{\"operation\": \"start\", \"by\": \"Sato\"}");
    assertThat(started.at("/changed").asBoolean()).isTrue();
    assertThat(answer("{\"operation\": \"status\"}").at("/charging/stoppedSince").isNull())
        .isTrue();
  }

  @Test
  void the_last_unknown_outcome_of_a_batch_ends_it() throws JsonProcessingException, SQLException {
    ChunkMessage chunk = chunkWithOrders(1);
    ClaimedAttempts claimed = payments.claim(chunk, Duration.ofMinutes(1)).orElseThrow();
    long paymentId = claimed.attempts().getFirst().paymentId();
    payments.record(claimed, Map.of(paymentId, new AttemptOutcome.Unknown()));
    ledger.change(
        "update batch_rows set notification_status = 'SENT' where batch_id = ?", chunk.batchId());

    JsonNode answer =
        answer(
            """
            {"operation": "outcome", "paymentId": %d, "outcome": "captured", "reference": "pay_1", "by": "Mori"}
            """
                .formatted(paymentId));

    assertThat(answer.at("/rows").asInt()).isEqualTo(1);
    assertThat(ledger.query("select status from batches where batch_id = ?", chunk.batchId()))
        .containsExactly("COMPLETED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | The operation must be status, stop, start, reconcile or outcome.",
        "{'operation': 'stop'} | A change needs the name of who makes it (--by), 1 to 200 characters.",
        "{'operation': 'start', 'by': ' '} | A change needs the name of who makes it (--by), 1 to 200 characters.",
        "{'operation': 'reconcile', 'batchId': '7'} | The id of a batch is a UUID.",
        "{'operation': 'outcome', 'paymentId': 'x'} | The id of a payment is a whole number.",
        "{'operation': 'outcome', 'paymentId': '5', 'outcome': 'paid'} | The outcome must be captured or not-charged.",
        "{'operation': 'outcome', 'paymentId': '5', 'outcome': 'captured'} | A captured payment needs the provider's id of it (--reference), 1 to 200 characters.",
        "{'operation': 'outcome', 'paymentId': '999999999', 'outcome': 'not-charged', 'by': 'a'} | There is no payment 999999999.",
      },
      quoteCharacter = '`')
  void what_cannot_be_done_is_refused_with_a_sentence(String request, String sentence)
      throws JsonProcessingException {
    assertThat(answer(request.replace('\'', '"')).at("/refused").asText()).isEqualTo(sentence);
  }

  private JsonNode answer(String request) throws JsonProcessingException {
    return handler.handleRequest(
        json.readValue(request, OperationRequest.class), Invocation.withAMinute());
  }
}
