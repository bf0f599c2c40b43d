package bulkorder.ledger.dashboard;

import static bulkorder.ledger.testing.GivenBatches.DEMO;
import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.GivenBatches.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.RowError;
import bulkorder.ledger.RowErrorCode;
import bulkorder.ledger.RowStatus;
import bulkorder.ledger.batch.CodedRows.Kind;
import bulkorder.ledger.imports.ImportedRow.Bad;
import bulkorder.ledger.imports.ImportedRow.Good;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.DeclineCode;
import bulkorder.ledger.payment.Payments;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DashboardFiguresTest extends LedgerTest {

  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

  @Inject Dashboard dashboard;
  @Inject Payments payments;

  private Days today;

  @BeforeEach
  void forgetWhatOtherTestsLeft() throws SQLException {
    ledger.change("delete from batch_chunks");
    ledger.change("update batches set progress_at_end = null");
    LocalDate day = LocalDate.now(TOKYO);
    today = new Days(day, day, TOKYO);
  }

  @Test
  void a_day_has_what_came_on_it_and_what_became_of_it() {
    String reference = UUID.randomUUID().toString();
    BatchId batchId =
        given.batchOfRows(
            1000,
            List.of(
                new Good(2, List.of(), order(reference + "-1")),
                new Good(3, List.of(), order(reference + "-2")),
                new Bad(
                    4,
                    List.of(),
                    List.of(new RowError("quantity", RowErrorCode.REQUIRED, "")),
                    null)));
    orders.create(chunk(batchId, 1));
    pay(batchId);
    given.batchOfNewOrders(3);

    DashboardFigures figures = dashboard.of(DEMO, today);

    DayFigures day = figures.days().getFirst();
    assertThat(day.batches()).isEqualTo(2);
    assertThat(day.rows()).isEqualTo(6);
    assertThat(day.counts())
        .containsEntry(RowStatus.INVALID, 1)
        .containsEntry(RowStatus.PAID, 1)
        .containsEntry(RowStatus.PAYMENT_FAILED, 1)
        .containsEntry(RowStatus.QUEUED, 3);
    assertThat(day.amounts())
        .hasEntrySatisfying(
            RowStatus.QUEUED, sums -> assertThat(sums.get("JPY")).isEqualByComparingTo("600"));
    assertThat(day.busiestHour())
        .hasValueSatisfying(peak -> assertThat(peak.orders()).isEqualTo(2));
    assertThat(day.busiestMinute())
        .hasValueSatisfying(
            peak ->
                assertThat(peak.from())
                    .isBetween(Instant.now().minus(Duration.ofMinutes(2)), Instant.now()));
    assertThat(figures.failures())
        .containsExactlyInAnyOrder(
            new Failures(Kind.FILE, "REQUIRED", 1),
            new Failures(Kind.ROW, "INSUFFICIENT_FUNDS", 1));
  }

  @Test
  void a_batch_counts_the_same_when_it_has_ended() {
    BatchId batchId = given.batchOfNewOrders(3);
    orders.giveUp(chunk(batchId, 1));
    DayFigures running = lastOf(11);

    assertThat(batches.endWhenDone(batchId)).isTrue();
    DayFigures ended = lastOf(12);

    assertThat(ended).isEqualTo(running);
    assertThat(ended.counts()).containsEntry(RowStatus.FAILED, 3);
    assertThat(ended.amounts()).containsKey(RowStatus.FAILED);
  }

  @Test
  void figures_that_were_asked_for_a_moment_ago_are_those_of_then() {
    DayFigures first = lastOf(13);
    given.batchOfNewOrders(3);

    assertThat(lastOf(13)).isEqualTo(first);
  }

  private DayFigures lastOf(int daysBefore) {
    var days = new Days(today.last().minusDays(daysBefore), today.last(), TOKYO);
    return dashboard.of(DEMO, days).days().getLast();
  }

  @Test
  void the_time_in_a_batch_id_is_read_to_the_millisecond() {
    UUID batchId = given.batchOfNewOrders(1).value();

    assertThat(ledger.query("select uuid_v7_millis(?)", batchId))
        .containsExactly(Long.toString(batchId.getMostSignificantBits() >>> 16));
  }

  @Test
  void a_day_begins_and_ends_where_its_zone_says() {
    LocalDate day = LocalDate.parse("2026-11-20");

    assertThat(new Days(day, day, TOKYO).bounds())
        .containsExactly(
            Instant.parse("2026-11-19T15:00:00Z").toEpochMilli(),
            Instant.parse("2026-11-20T15:00:00Z").toEpochMilli());
  }

  @Test
  void nothing_of_another_client_is_in_it() {
    given.batchOfNewOrders(3);

    DashboardFigures figures = dashboard.of(new ClientId("acme"), today);

    assertThat(figures.days().getFirst().rows()).isZero();
    assertThat(figures.failures()).isEmpty();
  }

  @Test
  void days_are_bounded() {
    LocalDate day = LocalDate.parse("2026-01-01");

    assertThat(new Days(day, day.plusDays(91), TOKYO).list()).hasSize(92);
    assertThatThrownBy(() -> new Days(day, day.plusDays(92), TOKYO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Days(day, day.minusDays(1), TOKYO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void pay(BatchId batchId) {
    var claimed = payments.claim(chunk(batchId, 1), Duration.ofMinutes(1)).orElseThrow();
    Map<Long, AttemptOutcome> outcomes = new HashMap<>();
    for (Attempt attempt : claimed.attempts()) {
      outcomes.put(
          attempt.paymentId(),
          outcomes.isEmpty()
              ? new AttemptOutcome.Captured("pay_" + attempt.paymentId())
              : new AttemptOutcome.Declined(DeclineCode.INSUFFICIENT_FUNDS, "funds"));
    }
    payments.record(claimed, outcomes);
  }
}
