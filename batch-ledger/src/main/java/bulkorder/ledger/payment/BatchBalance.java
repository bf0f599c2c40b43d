package bulkorder.ledger.payment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the ledger says that a batch charged, beside what it says that its orders cost: two accounts
 * of one thing, which must agree to the yen at every moment. What the provider's own list says is
 * not in it.
 *
 * @param payments by status and currency
 * @param paidRows what the rows that are paid come to, by currency code
 */
@RegisterForReflection
public record BatchBalance(List<PaymentSum> payments, Map<String, BigDecimal> paidRows) {

  /** Payments of one status in one currency. */
  @RegisterForReflection
  public record PaymentSum(
      PaymentStatus status, String currency, long payments, BigDecimal amount) {}

  /** Copies what it is given. */
  public BatchBalance {
    payments = List.copyOf(payments);
    paidRows = Map.copyOf(paidRows);
  }

  /** Whether the outcome of each payment is known, and so stays what it is. */
  @JsonIgnore
  public boolean isFinal() {
    return payments.stream()
        .noneMatch(
            sum -> sum.status() == PaymentStatus.PENDING || sum.status() == PaymentStatus.UNKNOWN);
  }

  /** What was captured, by currency code. */
  public Map<String, BigDecimal> captured() {
    return payments.stream()
        .filter(sum -> sum.status() == PaymentStatus.CAPTURED)
        .collect(Collectors.toMap(PaymentSum::currency, PaymentSum::amount));
  }

  /** What was captured, less what the paid rows come to, where that is not nothing. */
  public Map<String, BigDecimal> differences() {
    Map<String, BigDecimal> differences = new TreeMap<>(captured());
    paidRows.forEach((currency, sum) -> differences.merge(currency, sum.negate(), BigDecimal::add));
    differences.values().removeIf(difference -> difference.signum() == 0);
    return differences;
  }
}
