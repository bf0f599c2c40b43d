package bulkorder.ledger.notification;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.NotificationStatus;
import bulkorder.ledger.ReasonCode;
import java.time.Instant;
import java.util.Optional;

/**
 * A mail, without whom it is to.
 *
 * @param orderId the order of which its customer is told; empty for a mail to operators
 * @param calls requests that were begun with it: above 1 it may have been sent more than once
 */
public record NotificationView(
    long notificationId,
    NotificationKind kind,
    NotificationStatus status,
    Optional<ReasonCode> code,
    Optional<BatchId> batchId,
    Optional<Long> orderId,
    String language,
    int calls,
    Instant createdAt,
    Optional<Instant> endedAt) {}
