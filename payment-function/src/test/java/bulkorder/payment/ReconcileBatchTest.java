package bulkorder.payment;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.GivenBatches.orderFor;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.Money;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.AttemptOutcome.Captured;
import bulkorder.ledger.payment.AttemptOutcome.Declined;
import bulkorder.ledger.payment.AttemptOutcome.Unknown;
import bulkorder.ledger.payment.ClaimedAttempts;
import bulkorder.ledger.payment.DeclineCode;
import bulkorder.ledger.payment.Payments;
import bulkorder.ledger.payment.ProviderComparisons;
import bulkorder.ledger.payment.Reconciliations;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.Queues;
import bulkorder.payment.Finding.Kind;
import bulkorder.payment.Reconciliation.FindingAnswer;
import bulkorder.payment.Reconciliation.ShareAnswer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(Provider.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "payments,reports,notifications"))
class ReconcileBatchTest extends LedgerTest {

  @Inject Payments payments;
  @Inject Reconciliations reconciliations;
  @Inject ProviderComparisons comparisons;

  private final String reference = UUID.randomUUID().toString();
  private final List<ProviderPayment> listed = new ArrayList<>();

  @Test
  void ledger_and_provider_agree_to_the_yen() throws SQLException {
    BatchId batchId = charged(500, 300, 200);

    Reconciliation answer = reconcile(batchId);

    assertThat(answer.agrees()).isTrue();
    assertThat(answer.ledger().payments()).isEqualTo(3);
    assertThat(answer.ledger().sums()).containsExactly(Map.entry("JPY", "1000"));
    assertThat(answer.provider()).isEqualTo(answer.ledger());
    assertThat(answer.findings()).isEmpty();
    assertThat(comparisons.last(batchId))
        .hasValueSatisfying(
            kept -> {
              assertThat(kept.agrees()).isTrue();
              assertThat(kept.differences()).isZero();
              assertThat(kept.captured().get("JPY")).isEqualByComparingTo("1000");
            });
  }

  @Test
  void each_row_of_the_file_is_in_one_share() throws SQLException {
    BatchId batchId = batch(500, 300, 200, 100);
    List<Attempt> attempts =
        record(
            batchId,
            List.of(
                new Captured("pay_1"),
                new Declined(DeclineCode.INSUFFICIENT_FUNDS, "insufficient_funds"),
                new Unknown()));
    list(attempts.getFirst(), 500);
    // One more row, which could not be read but for its amount.
    ledger.change(
        "update batches set rows_read = 5, file_sums = '{\"JPY\": 1177}' where batch_id = ?",
        batchId.value());
    ledger.change(
        """
        insert into batch_rows (batch_id, row_number, chunk_no, client_id, status, errors)
        values (?, 9, 1, 'demo', 'INVALID', '[]')
        """,
        batchId.value());

    Reconciliation answer = reconcile(batchId);

    assertThat(answer.shares())
        .containsExactly(
            share(Share.CHARGED, 1, "500"),
            share(Share.DECLINED, 1, "300"),
            share(Share.UNKNOWN, 1, "200"),
            share(Share.FAILED, 0, "0"),
            share(Share.WAITING, 1, "100"),
            share(Share.INVALID, 1, "77"),
            share(Share.DUPLICATE, 0, "0"),
            share(Share.CANCELLED, 0, "0"));
    assertThat(answer.totals()).containsExactly(new Reconciliation.TotalAnswer("JPY", "1177"));
    assertThat(answer.agrees()).isTrue();
  }

  @Test
  void money_of_the_file_that_is_in_no_row_is_a_disagreement() throws SQLException {
    BatchId batchId = charged(500);
    ledger.change(
        "update batches set file_sums = '{\"JPY\": 501}' where batch_id = ?", batchId.value());

    Reconciliation answer = reconcile(batchId);

    assertThat(answer.rowsAgree()).isFalse();
    assertThat(answer.agrees()).isFalse();
  }

  @Test
  void a_row_that_is_paid_without_a_payment_is_a_disagreement() throws SQLException {
    BatchId batchId = charged(500, 300);
    ledger.change(
        """
        update payments set status = 'UNKNOWN', ended_at = null, unknown_since = now()
        where batch_id = ? and amount = 300
        """,
        batchId.value());

    Reconciliation answer = reconcile(batchId);

    assertThat(answer.chargedAgrees()).isFalse();
    assertThat(kinds(answer)).containsExactly(Kind.NOT_CAPTURED_IN_LEDGER);
    assertThat(answer.agrees()).isFalse();
  }

  @Test
  void a_payment_that_the_provider_does_not_have_is_named_with_its_order() throws SQLException {
    BatchId batchId = charged(500, 300);
    listed.removeLast();

    Reconciliation answer = reconcile(batchId);

    assertThat(answer.agrees()).isFalse();
    FindingAnswer finding = answer.findings().getFirst();
    assertThat(finding.kind()).isEqualTo(Kind.NOT_AT_PROVIDER);
    assertThat(finding.ledgerAmount()).isEqualTo("300 JPY");
    assertThat(finding.orders())
        .extracting(Reconciliation.OrderAnswer::orderReference)
        .containsExactly(reference + 3);
  }

  @Test
  void a_charge_that_the_ledger_does_not_know_is_named() throws SQLException {
    BatchId batchId = charged(500);
    listed.add(payment("pay_x", "0".repeat(64), 700, true, 0, false));

    Reconciliation answer = reconcile(batchId);

    assertThat(kinds(answer)).containsExactly(Kind.NOT_IN_LEDGER);
    assertThat(answer.findings().getFirst().providerReference()).isEqualTo("pay_x");
    assertThat(answer.agrees()).isFalse();
  }

  @Test
  void payments_of_other_batches_of_others_and_declined_ones_are_not_ours() throws SQLException {
    charged(400);
    BatchId batchId = charged(500);
    listed.add(payment("pay_a", null, 1, true, 0, false));
    listed.add(payment("pay_b", "their-key", 1, true, 0, false));
    listed.add(payment("pay_c", "1".repeat(64), 1, false, 0, false));

    assertThat(reconcile(batchId).agrees()).isTrue();
  }

  @Test
  void another_amount_and_a_second_charge_under_one_key_are_named() throws SQLException {
    BatchId batchId = charged(500, 300);
    ProviderPayment first = listed.getFirst();
    listed.set(0, payment("pay_1", first.idempotencyKey(), 501, true, 0, false));
    listed.add(payment("pay_9", listed.get(1).idempotencyKey(), 300, true, 0, false));

    Reconciliation answer = reconcile(batchId);

    assertThat(kinds(answer)).containsExactly(Kind.AMOUNT_DIFFERS, Kind.CHARGED_TWICE);
    assertThat(answer.provider().sums()).containsExactly(Map.entry("JPY", "1101"));
    assertThat(answer.differences()).isEqualTo(2);
  }

  @Test
  void refunds_and_disputes_are_named_and_are_no_difference() throws SQLException {
    BatchId batchId = charged(500);
    ProviderPayment first = listed.getFirst();
    listed.set(0, payment("pay_1", first.idempotencyKey(), 500, true, 120, true));

    Reconciliation answer = reconcile(batchId);

    assertThat(kinds(answer)).containsExactly(Kind.REFUNDED, Kind.DISPUTED);
    assertThat(answer.findings().getFirst().refunded()).isEqualTo("120");
    assertThat(answer.notices()).isEqualTo(2);
    assertThat(answer.agrees()).isTrue();
  }

  @Test
  void where_the_provider_gives_out_no_list_nothing_is_said_to_agree() throws SQLException {
    BatchId batchId = charged(500);

    Reconciliation answer =
        new ReconcileBatch(
                new ListedPayments(List.of(), false),
                reconciliations,
                comparisons,
                InstantSource.system())
            .reconcile(batchId)
            .orElseThrow();

    assertThat(answer.providerListed()).isFalse();
    assertThat(answer.agrees()).isFalse();
    assertThat(answer.differences()).isZero();
  }

  @Test
  void there_is_nothing_to_say_of_a_batch_without_rows() {
    assertThat(
            new ReconcileBatch(
                    new ListedPayments(listed, true),
                    reconciliations,
                    comparisons,
                    InstantSource.system())
                .reconcile(given.batchBeingImported().batchId()))
        .isEmpty();
  }

  private Reconciliation reconcile(BatchId batchId) {
    return new ReconcileBatch(
            new ListedPayments(listed, true), reconciliations, comparisons, InstantSource.system())
        .reconcile(batchId)
        .orElseThrow();
  }

  private BatchId charged(long... yen) throws SQLException {
    BatchId batchId = batch(yen);
    List<AttemptOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < yen.length; i++) {
      outcomes.add(new Captured("pay_" + (i + 1)));
    }
    List<Attempt> attempts = record(batchId, outcomes);
    for (int i = 0; i < yen.length; i++) {
      list(attempts.get(i), yen[i]);
    }
    return batchId;
  }

  private BatchId batch(long... yen) throws SQLException {
    BatchId batchId =
        given.batchOf(
            1000,
            IntStream.range(0, yen.length)
                .mapToObj(i -> orderFor(reference + (i + 2) + suffix(), yen[i], "tok_visa"))
                .toList());
    orders.create(chunk(batchId, 1));
    long sum = Arrays.stream(yen).sum();
    ledger.change(
        "update batches set file_sums = jsonb_build_object('JPY', ?::bigint) where batch_id = ?",
        sum,
        batchId.value());
    return batchId;
  }

  /** The first batch has the plain references. */
  private String suffix() {
    return listed.isEmpty() ? "" : "-" + listed.size();
  }

  private List<Attempt> record(BatchId batchId, List<AttemptOutcome> outcomes) {
    ChunkMessage chunk = chunk(batchId, 1);
    ClaimedAttempts claimed = payments.claim(chunk, Duration.ofMinutes(1)).orElseThrow();
    Map<Long, AttemptOutcome> byPayment = new HashMap<>();
    for (int i = 0; i < outcomes.size(); i++) {
      byPayment.put(claimed.attempts().get(i).paymentId(), outcomes.get(i));
    }
    payments.record(claimed, byPayment);
    return claimed.attempts();
  }

  private void list(Attempt attempt, long yen) {
    String provider = "pay_" + (listed.size() + 1);
    listed.add(payment(provider, attempt.idempotencyKey(), yen, true, 0, false));
  }

  private static ProviderPayment payment(
      String id,
      @Nullable String key,
      long yen,
      boolean captured,
      long refunded,
      boolean disputed) {
    return new ProviderPayment(
        id,
        key,
        new Money(BigDecimal.valueOf(yen), Currency.getInstance("JPY")),
        captured,
        BigDecimal.valueOf(refunded),
        disputed,
        Instant.now());
  }

  private static ShareAnswer share(Share share, long rows, String sum) {
    return new ShareAnswer(share, rows, Map.of("JPY", sum));
  }

  private static List<Kind> kinds(Reconciliation answer) {
    return answer.findings().stream().map(FindingAnswer::kind).toList();
  }
}
