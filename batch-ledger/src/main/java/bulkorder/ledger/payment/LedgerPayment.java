package bulkorder.ledger.payment;

import bulkorder.ledger.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment as the ledger has it.
 *
 * @param batchId null where the payment is of no batch
 * @param status PENDING, CAPTURED, DECLINED, UNKNOWN or NOT_CHARGED
 */
public record LedgerPayment(
    long paymentId, @Nullable UUID batchId, String idempotencyKey, String status, Money amount) {

  /** Whether the ledger says that the money was taken. */
  public boolean captured() {
    return status.equals("CAPTURED");
  }
}
