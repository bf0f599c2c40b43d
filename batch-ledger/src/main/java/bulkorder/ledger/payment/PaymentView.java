package bulkorder.ledger.payment;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt to charge.
 *
 * @param orderId the order that it pays; of several the one by which it is charged
 * @param providerReference the provider's id of it
 * @param calls invocations that set out to call the provider
 * @param unknownSince since when nobody knew, be it known now
 */
public record PaymentView(
    long paymentId,
    PaymentStatus status,
    Optional<BatchId> batchId,
    Optional<Long> orderId,
    Money amount,
    Optional<String> providerReference,
    Optional<DeclineCode> declineCode,
    int calls,
    Optional<Instant> unknownSince,
    Instant createdAt,
    Optional<Instant> endedAt) {}
