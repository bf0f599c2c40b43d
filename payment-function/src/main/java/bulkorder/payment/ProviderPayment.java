package bulkorder.payment;

import bulkorder.ledger.Money;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payment as the provider's own list has it.
 *
 * @param reference the provider's id of it
 * @param idempotencyKey the key that it was asked for with, if it had one
 * @param captured whether the money was taken; else it was declined or never finished
 * @param refunded how much of it was given back since, in the payment's currency
 * @param disputed whether the customer's bank contests it
 */
record ProviderPayment(
    String reference,
    @Nullable String idempotencyKey,
    Money amount,
    boolean captured,
    BigDecimal refunded,
    boolean disputed,
    Instant createdAt) {}
