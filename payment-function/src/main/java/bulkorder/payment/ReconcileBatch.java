package bulkorder.payment;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.payment.BatchAccount;
import bulkorder.ledger.payment.ComparedWithProvider;
import bulkorder.ledger.payment.PaidOrder;
import bulkorder.ledger.payment.ProviderComparisons;
import bulkorder.ledger.payment.Reconciliations;
import bulkorder.payment.Reconciliation.CapturedAnswer;
import bulkorder.payment.Reconciliation.FindingAnswer;
import bulkorder.payment.Reconciliation.OrderAnswer;
import bulkorder.payment.Reconciliation.ShareAnswer;
import bulkorder.payment.Reconciliation.TotalAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a batch's file came to with what became of its rows, and the payments that the
 * ledger has as captured with the provider's own list. What it came to is kept for the client.
 */
@ApplicationScoped
public class ReconcileBatch {

  /** The provider's clock may be behind ours. */
  private static final Duration CLOCKS_APART_MAX = Duration.ofHours(1);

  private static final int ORDERS_MAX = 20_000;
  private static final int ORDERS_OF_FINDING_MAX = 10;

  private final PaymentGateway gateway;
  private final Reconciliations ledger;
  private final ProviderComparisons comparisons;
  private final InstantSource clock;

  ReconcileBatch(
      PaymentGateway gateway,
      Reconciliations ledger,
      ProviderComparisons comparisons,
      InstantSource clock) {
    this.gateway = gateway;
    this.ledger = ledger;
    this.comparisons = comparisons;
    this.clock = clock;
  }

  /** Compares; empty unless there is such a batch with rows of its own. */
  public Optional<Reconciliation> reconcile(BatchId batchId) {
    return ledger.account(batchId).map(this::reconcile);
  }

  private Reconciliation reconcile(BatchAccount account) {
    var findings = new Findings();
    var comparison = new ProviderComparison(account.batchId(), ledger, findings);
    boolean listed = gateway.abilities().listed();
    if (listed) {
      takePages(comparison, account.createdAt().minus(CLOCKS_APART_MAX));
    }
    comparison.end(listed);
    Reconciliation answer = answer(account, FileShares.of(account), comparison, findings, listed);
    if (listed) {
      comparisons.keep(
          account.batchId(),
          new ComparedWithProvider(
              clock.instant(),
              answer.agrees(),
              answer.differences(),
              comparison.atProvider().sums()));
    }
    return answer;
  }

  private void takePages(ProviderComparison comparison, Instant since) {
    String after = null;
    do {
      ProviderPage page = gateway.payments(since, after);
      comparison.page(page.payments());
      after = page.next();
    } while (after != null);
  }

  private Reconciliation answer(
      BatchAccount account,
      FileShares shares,
      ProviderComparison comparison,
      Findings findings,
      boolean listed) {
    boolean rowsAgree = shares.agree(account);
    boolean chargedAgrees = chargedAgrees(shares, comparison.inLedger());
    return new Reconciliation(
        account.batchId().value(),
        account.status(),
        listed && rowsAgree && chargedAgrees && findings.differences() == 0,
        listed,
        rowsAgree,
        chargedAgrees,
        account.fileRows(),
        Arrays.stream(Share.values()).map(share -> share(share, shares)).toList(),
        shares.sums().entrySet().stream()
            .map(e -> new TotalAnswer(e.getKey(), text(FileShares.total(e.getValue()), e.getKey())))
            .toList(),
        captured(comparison.inLedger()),
        captured(comparison.atProvider()),
        findings.differences(),
        findings.notices(),
        findings(findings));
  }

  private static boolean chargedAgrees(FileShares shares, MoneySum inLedger) {
    var currencies = new TreeSet<>(shares.sums().keySet());
    currencies.addAll(inLedger.sums().keySet());
    return currencies.stream()
        .allMatch(c -> shares.of(Share.CHARGED, c).compareTo(inLedger.of(c)) == 0);
  }

  private static ShareAnswer share(Share share, FileShares shares) {
    Map<String, String> sums = new TreeMap<>();
    shares.sums().keySet().forEach(c -> sums.put(c, text(shares.of(share, c), c)));
    return new ShareAnswer(share, shares.rows().getOrDefault(share, 0L), sums);
  }

  private static CapturedAnswer captured(MoneySum sum) {
    Map<String, String> sums = new TreeMap<>();
    sum.sums().forEach((currency, amount) -> sums.put(currency, text(amount, currency)));
    return new CapturedAnswer(sum.payments(), sums);
  }

  private List<FindingAnswer> findings(Findings findings) {
    List<Long> paymentIds =
        findings.kept().stream()
            .flatMap(finding -> Optional.ofNullable(finding.paymentId()).stream())
            .toList();
    Map<Long, List<PaidOrder>> orders =
        ledger.orders(paymentIds, ORDERS_MAX).stream()
            .collect(Collectors.groupingBy(PaidOrder::paymentId));
    return findings.kept().stream().map(finding -> finding(finding, orders)).toList();
  }

  private static FindingAnswer finding(Finding finding, Map<Long, List<PaidOrder>> orders) {
    Long paymentId = finding.paymentId();
    List<PaidOrder> ofPayment =
        paymentId == null ? List.of() : orders.getOrDefault(paymentId, List.of());
    return new FindingAnswer(
        finding.kind(),
        paymentId,
        finding.ledgerStatus(),
        text(finding.ledgerAmount()),
        finding.providerReference(),
        text(finding.providerAmount()),
        finding.refunded() == null ? null : finding.refunded().toPlainString(),
        ofPayment.stream()
            .limit(ORDERS_OF_FINDING_MAX)
            .map(order -> new OrderAnswer(order.orderId(), order.orderReference()))
            .toList());
  }

  private static @Nullable String text(@Nullable Object money) {
    return money == null ? null : money.toString();
  }

  private static String text(BigDecimal amount, String currency) {
    int decimals = Currency.getInstance(currency).getDefaultFractionDigits();
    BigDecimal exact = amount.stripTrailingZeros();
    return exact.setScale(Math.max(decimals, exact.scale())).toPlainString();
  }
}
