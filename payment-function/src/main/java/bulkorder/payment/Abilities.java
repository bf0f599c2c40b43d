package bulkorder.payment;

/**
 * What a payment provider can do.
 *
 * @param keys whether the same idempotency key never charges twice
 * @param severalOrders whether one payment may be for several orders
 * @param listed whether the provider gives out its own list of payments
 */
record Abilities(boolean keys, boolean severalOrders, boolean listed) {}
