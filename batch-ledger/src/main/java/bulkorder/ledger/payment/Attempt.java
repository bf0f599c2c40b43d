package bulkorder.ledger.payment;

import bulkorder.ledger.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to be paid, recorded before the provider is called.
 *
 * @param idempotencyKey the same for every call of this attempt, derived from client, order
 *     references and attempt numbers
 * @param orderIds the orders that are paid, at least one; the first leads
 * @param paymentMethod the provider's token
 * @param providerReference the provider's id of the payment, where it is known already
 */
public record Attempt(
    long paymentId,
    String idempotencyKey,
    List<Long> orderIds,
    Money amount,
    String paymentMethod,
    @Nullable String providerReference) {

  /** Copies the list. */
  public Attempt {
    orderIds = List.copyOf(orderIds);
    if (orderIds.isEmpty()) {
      throw new IllegalArgumentException("payment %d pays no order".formatted(paymentId));
    }
  }

  /** The order that leads. */
  public long leadOrderId() {
    return orderIds.getFirst();
  }
}
