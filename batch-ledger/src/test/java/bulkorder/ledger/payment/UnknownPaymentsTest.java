package bulkorder.ledger.payment;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.payment.AttemptOutcome.Because;
import bulkorder.ledger.payment.AttemptOutcome.Captured;
import bulkorder.ledger.payment.AttemptOutcome.Declined;
import bulkorder.ledger.payment.AttemptOutcome.KeyReused;
import bulkorder.ledger.payment.AttemptOutcome.NotTaken;
import bulkorder.ledger.payment.AttemptOutcome.Unknown;
import bulkorder.ledger.payment.PersonsFinding.WasNotCharged;
import bulkorder.ledger.payment.RecordedOutcome.BeingAsked;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class UnknownPaymentsTest extends LedgerTest {

  @Inject Payments payments;
  @Inject UnknownPayments unknownPayments;
  @Inject RecordedOutcomes recordedOutcomes;

  @BeforeEach
  void nothingElseIsUnknown() throws SQLException {
    ledger.change("update payments set ask_at = null where status = 'UNKNOWN'");
  }

  @Test
  void an_outcome_is_not_asked_for_before_its_time() throws SQLException {
    ChunkMessage chunk = unknown();

    assertThat(unknownPayments.takeDue(10, Duration.ZERO)).isEmpty();

    due(chunk);
    assertThat(unknownPayments.takeDue(10, Duration.ZERO))
        .singleElement()
        .satisfies(
            unknown -> {
              assertThat(unknown.chunk().batchId()).isEqualTo(chunk.batch());
              assertThat(unknown.chunk().chunkNo()).isEqualTo(chunk.chunk());
              assertThat(unknown.attempt().orderIds()).hasSize(1);
            });
  }

  @Test
  void it_is_asked_for_after_5_and_30_minutes_and_then_every_hour() throws SQLException {
    ChunkMessage chunk = unknown();

    List<String> minutes = IntStream.range(0, 4).mapToObj(_ -> askedAgainIn(chunk)).toList();

    assertThat(minutes).containsExactly("5", "30", "60", "60");
  }

  @Test
  void two_that_look_at_once_do_not_ask_for_the_same() throws SQLException {
    due(unknown());

    assertThat(unknownPayments.takeDue(10, Duration.ZERO)).hasSize(1);
    assertThat(unknownPayments.takeDue(10, Duration.ZERO)).isEmpty();
  }

  static Stream<Map.Entry<AttemptOutcome, String>> answers() {
    return Stream.of(
        Map.entry(new Captured("pay_1"), "2 PAID PENDING -"),
        Map.entry(
            new Declined(DeclineCode.FRAUD_SUSPECTED, "stolen_card"),
            "2 PAYMENT_FAILED PENDING FRAUD_SUSPECTED"),
        Map.entry(new Unknown(), "2 PAYMENT_UNKNOWN PENDING -"),
        Map.entry(new KeyReused(), "2 FAILED PENDING OUTCOME_UNKNOWN"),
        Map.entry(new NotTaken(Because.UNREACHABLE, Duration.ZERO), "2 PAYMENT_UNKNOWN PENDING -"),
        Map.entry(new NotTaken(Because.ENDED_UNPAID, Duration.ZERO), "2 ORDERED PENDING -"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void what_the_provider_says_moves_the_row(Map.Entry<AttemptOutcome, String> answer)
      throws SQLException {
    ChunkMessage chunk = unknown();
    due(chunk);
    UnknownPayment asked = unknownPayments.takeDue(10, Duration.ZERO).getFirst();

    unknownPayments.record(
        asked.chunk(),
        List.of(asked.attempt()),
        Map.of(asked.attempt().paymentId(), answer.getKey()));

    assertThat(rows(chunk.batch())).containsExactly(answer.getValue());
  }

  @Test
  void what_is_unknown_for_three_days_is_left_to_a_person() throws SQLException {
    ChunkMessage chunk = unknown();
    due(chunk);
    unknownPayments.takeDue(10, Duration.ZERO);
    age(chunk, "71 h");
    assertThat(unknownPayments.overdue(10)).isEmpty();
    age(chunk, "2 h");

    unknownPayments.overdue(10).forEach(unknownPayments::leave);

    assertThat(rows(chunk.batch())).containsExactly("2 FAILED PENDING OUTCOME_UNKNOWN");
    assertThat(unknownPayments.overdue(10)).isEmpty();
    due(chunk);
    assertThat(
            ledger.query("select status, ask_at from payments where batch_id = ?", chunk.batchId()))
        .containsExactly("UNKNOWN -");
  }

  @Test
  void while_the_provider_is_being_asked_nobody_else_ends_the_payment() throws SQLException {
    ChunkMessage chunk = unknown();
    due(chunk);
    long paymentId =
        unknownPayments.takeDue(10, Duration.ofMinutes(1)).getFirst().attempt().paymentId();
    age(chunk, "80 h");

    assertThat(recordedOutcomes.record(paymentId, new WasNotCharged(), "Mori"))
        .isInstanceOf(BeingAsked.class);
    assertThat(unknownPayments.overdue(10)).isEmpty();
    assertThat(rows(chunk.batch())).containsExactly("2 PAYMENT_UNKNOWN PENDING -");
  }

  @Test
  void an_answer_that_comes_after_all_mends_the_row_that_was_left_to_a_person()
      throws SQLException {
    ChunkMessage chunk = unknown();
    due(chunk);
    UnknownPayment asked = unknownPayments.takeDue(10, Duration.ZERO).getFirst();
    unknownPayments.leave(asked);

    unknownPayments.record(
        asked.chunk(),
        List.of(asked.attempt()),
        Map.of(asked.attempt().paymentId(), new Captured("pay_1")));

    assertThat(rows(chunk.batch())).containsExactly("2 PAID PENDING -");
  }

  @Test
  void nothing_is_left_to_a_person_before_the_provider_was_asked() throws SQLException {
    age(unknown(), "80 h");

    assertThat(unknownPayments.overdue(10)).isEmpty();
  }

  @Test
  void what_is_given_back_was_not_asked_for_and_is_due_at_once() throws SQLException {
    ChunkMessage chunk = unknown();
    due(chunk);
    UnknownPayment taken = unknownPayments.takeDue(10, Duration.ofMinutes(1)).getFirst();

    unknownPayments.giveBack(List.of(taken.attempt()));

    age(chunk, "80 h");
    assertThat(unknownPayments.overdue(10)).isEmpty();
    assertThat(unknownPayments.takeDue(10, Duration.ZERO)).hasSize(1);
  }

  private ChunkMessage unknown() {
    ChunkMessage chunk = chunkWithOrders(1);
    ClaimedAttempts claimed = payments.claim(chunk, Duration.ofMinutes(1)).orElseThrow();
    payments.record(claimed, Map.of(claimed.attempts().getFirst().paymentId(), new Unknown()));
    return chunk;
  }

  private String askedAgainIn(ChunkMessage chunk) {
    try {
      due(chunk);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    assertThat(unknownPayments.takeDue(10, Duration.ZERO)).hasSize(1);
    return ledger
        .query(
            "select round(extract(epoch from ask_at - clock_timestamp()) / 60) from payments where batch_id = ?",
            chunk.batchId())
        .getFirst();
  }

  private void due(ChunkMessage chunk) throws SQLException {
    ledger.change(
        "update payments set ask_at = clock_timestamp() where batch_id = ? and ask_at is not null",
        chunk.batchId());
  }

  private void age(ChunkMessage chunk, String by) throws SQLException {
    ledger.change(
        "update payments set unknown_since = unknown_since - cast(? as interval) where batch_id = ?",
        by,
        chunk.batchId());
  }
}
