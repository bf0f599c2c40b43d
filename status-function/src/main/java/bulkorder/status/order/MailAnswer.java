package bulkorder.status.order;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.NotificationStatus;
import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.notification.NotificationView;
import bulkorder.ledger.text.Sentences;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail, without whom it is to.
 *
 * @param code why it was not sent, or came back
 * @param reason the code's sentence in the caller's language
 * @param orderId the order of which its customer is told; null for a mail to operators
 * @param calls requests that were begun with it: above 1 it may have been sent more than once
 */
public record MailAnswer(
    long notificationId,
    NotificationKind kind,
    NotificationStatus status,
    @Nullable ReasonCode code,
    @Nullable String reason,
    @Nullable UUID batchId,
    @Nullable Long orderId,
    String language,
    int calls,
    Instant createdAt,
    @Nullable Instant endedAt) {

  static MailAnswer of(NotificationView mail, Sentences sentences) {
    return new MailAnswer(
        mail.notificationId(),
        mail.kind(),
        mail.status(),
        mail.code().orElse(null),
        mail.code().map(code -> sentences.ofReason(code.name(), Map.of())).orElse(null),
        mail.batchId().map(BatchId::value).orElse(null),
        mail.orderId().orElse(null),
        mail.language(),
        mail.calls(),
        mail.createdAt(),
        mail.endedAt().orElse(null));
  }
}
