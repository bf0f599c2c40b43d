package bulkorder.payment;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.payment.LedgerPayment;
import bulkorder.ledger.payment.Reconciliations;
import bulkorder.payment.Finding.Kind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares the provider's list, page by page, with the ledger's captured payments of one batch.
 * What it holds on to does not grow with the list, but for a bit of each payment.
 */
final class ProviderComparison {

  private static final int LEDGER_PAGE = 5_000;

  /** What our keys look like; others may use the same account at the provider. */
  private static final Pattern OUR_KEY = Pattern.compile("[0-9a-f]{64}");

  private final BatchId batchId;
  private final Reconciliations ledger;
  private final Findings findings;
  private final MoneySum atProvider = new MoneySum();
  private final MoneySum inLedger = new MoneySum();
  private final SeenPayments seen = new SeenPayments();

  ProviderComparison(BatchId batchId, Reconciliations ledger, Findings findings) {
    this.batchId = batchId;
    this.ledger = ledger;
    this.findings = findings;
  }

  /** Takes a page of the provider's list. */
  void page(List<ProviderPayment> payments) {
    List<ProviderPayment> ours =
        payments.stream().filter(p -> p.captured() && isOurs(p.idempotencyKey())).toList();
    Map<String, LedgerPayment> known =
        ledger.withKeys(ours.stream().map(ProviderComparison::key).distinct().toList()).stream()
            .collect(Collectors.toMap(LedgerPayment::idempotencyKey, Function.identity()));
    for (var payment : ours) {
      LedgerPayment ledgerPayment = known.get(key(payment));
      if (ledgerPayment == null) {
        findings.add(finding(Kind.NOT_IN_LEDGER, null, payment));
      } else if (batchId.value().equals(ledgerPayment.batchId())) {
        compare(ledgerPayment, payment);
      }
    }
  }

  /**
   * Goes through the ledger's captured payments.
   *
   * @param listed whether all pages of the provider's list were taken; if not, nothing can be
   *     missing there
   */
  void end(boolean listed) {
    long after = 0;
    for (var page = ledger.captured(batchId, after, LEDGER_PAGE);
        !page.isEmpty();
        page = ledger.captured(batchId, after, LEDGER_PAGE)) {
      for (var payment : page) {
        inLedger.add(payment.amount());
        if (listed && !seen.contains(payment.paymentId())) {
          findings.add(finding(Kind.NOT_AT_PROVIDER, payment, null));
        }
      }
      after = page.getLast().paymentId();
    }
  }

  MoneySum atProvider() {
    return atProvider;
  }

  MoneySum inLedger() {
    return inLedger;
  }

  private void compare(LedgerPayment inOurs, ProviderPayment inTheirs) {
    atProvider.add(inTheirs.amount());
    if (!seen.add(inOurs.paymentId())) {
      findings.add(finding(Kind.CHARGED_TWICE, inOurs, inTheirs));
    } else if (!inOurs.captured()) {
      findings.add(finding(Kind.NOT_CAPTURED_IN_LEDGER, inOurs, inTheirs));
    } else if (!inOurs.amount().equals(inTheirs.amount())) {
      findings.add(finding(Kind.AMOUNT_DIFFERS, inOurs, inTheirs));
    }
    if (inTheirs.refunded().signum() > 0) {
      findings.add(finding(Kind.REFUNDED, inOurs, inTheirs));
    }
    if (inTheirs.disputed()) {
      findings.add(finding(Kind.DISPUTED, inOurs, inTheirs));
    }
  }

  private static Finding finding(
      Kind kind, @Nullable LedgerPayment inOurs, @Nullable ProviderPayment inTheirs) {
    return new Finding(
        kind,
        inOurs == null ? null : inOurs.paymentId(),
        inOurs == null ? null : inOurs.status(),
        inOurs == null ? null : inOurs.amount(),
        inTheirs == null ? null : inTheirs.reference(),
        inTheirs == null ? null : inTheirs.amount(),
        inTheirs == null || inTheirs.refunded().signum() == 0 ? null : inTheirs.refunded());
  }

  private static boolean isOurs(@Nullable String key) {
    return key != null && OUR_KEY.matcher(key).matches();
  }

  private static String key(ProviderPayment payment) {
    return Objects.requireNonNull(payment.idempotencyKey());
  }
}
