package bulkorder.ledger.payment;

import bulkorder.ledger.Money;

/**
 * One attempt to be paid, recorded before the provider is called.
 *
 * @param idempotencyKey the same for every call of this attempt, derived from client, order
 *     reference and attempt number
 * @param orderId the order that is paid
 * @param paymentMethod the provider's token
 */
public record Attempt(
    long paymentId, String idempotencyKey, long orderId, Money amount, String paymentMethod) {}
