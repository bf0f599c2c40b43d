package bulkorder.status.order;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.payment.DeclineCode;
import bulkorder.ledger.payment.PaymentStatus;
import bulkorder.ledger.payment.PaymentView;
import bulkorder.ledger.text.Sentences;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to charge.
 *
 * @param orderId the order that it pays; of several the one by which it is charged
 * @param amount a decimal number in text
 * @param providerReference the payment provider's id of it
 * @param reason the decline code's sentence in the caller's language
 * @param calls how often the provider was called for it
 * @param unknownSince since when nobody knew whether it was charged, be it known now
 */
public record PaymentAnswer(
    long paymentId,
    PaymentStatus status,
    @Nullable UUID batchId,
    @Nullable Long orderId,
    String amount,
    String currency,
    @Nullable String providerReference,
    @Nullable DeclineCode declineCode,
    @Nullable String reason,
    int calls,
    @Nullable Instant unknownSince,
    Instant createdAt,
    @Nullable Instant endedAt) {

  static PaymentAnswer of(PaymentView payment, Sentences sentences) {
    return new PaymentAnswer(
        payment.paymentId(),
        payment.status(),
        payment.batchId().map(BatchId::value).orElse(null),
        payment.orderId().orElse(null),
        payment.amount().amount().toPlainString(),
        payment.amount().currency().getCurrencyCode(),
        payment.providerReference().orElse(null),
        payment.declineCode().orElse(null),
        payment.declineCode().map(c -> sentences.ofReason(c.name(), Map.of())).orElse(null),
        payment.calls(),
        payment.unknownSince().orElse(null),
        payment.createdAt(),
        payment.endedAt().orElse(null));
  }
}
