package bulkorder.notify.announcing;

import bulkorder.ledger.announcement.AnnouncementCode;
import bulkorder.ledger.announcement.ClaimedAnnouncement;
import bulkorder.ledger.announcement.DeliveryOutcome;
import bulkorder.ledger.announcement.DeliveryOutcome.Delivered;
import bulkorder.ledger.announcement.DeliveryOutcome.NotNow;
import bulkorder.ledger.announcement.DeliveryOutcome.Refused;
import bulkorder.ledger.announcement.OperatorMail;
import bulkorder.ledger.announcement.OperatorMails;
import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.notification.MailOutcome;
import bulkorder.ledger.notification.MailResults;
import bulkorder.ledger.notification.SuppressedAddresses;
import bulkorder.notify.FinishedBatchMails;
import bulkorder.notify.RetryDelay;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells a client's operators; it is done when each of their mails has ended and one of them well.
 */
@ApplicationScoped
class MailOperators {

  private final OperatorMails operatorMails;
  private final MailResults results;
  private final SuppressedAddresses suppressedAddresses;
  private final FinishedBatchMails finishedBatchMails;
  private final RetryDelay retryDelay;

  MailOperators(
      OperatorMails operatorMails,
      MailResults results,
      SuppressedAddresses suppressedAddresses,
      FinishedBatchMails finishedBatchMails,
      RetryDelay retryDelay) {
    this.operatorMails = operatorMails;
    this.results = results;
    this.suppressedAddresses = suppressedAddresses;
    this.finishedBatchMails = finishedBatchMails;
    this.retryDelay = retryDelay;
  }

  DeliveryOutcome deliver(ClaimedAnnouncement announcement, Deadline deadline) {
    List<OperatorMail> mails = operatorMails.pending(announcement);
    if (mails.isEmpty()) {
      return operatorMails.any(announcement)
          ? ended(announcement)
          : new Refused(AnnouncementCode.NOT_WANTED);
    }
    Map<Long, MailOutcome> suppressed = suppressed(announcement, mails);
    results.record(suppressed);
    Optional<Duration> rest =
        finishedBatchMails.send(
            mails.stream().filter(mail -> !suppressed.containsKey(mail.notificationId())).toList(),
            announcement.payload(),
            deadline);
    return operatorMails.pending(announcement).isEmpty()
        ? ended(announcement)
        : new NotNow(
            AnnouncementCode.MAIL_NOT_TAKEN,
            rest.orElseGet(() -> retryDelay.after(announcement.attempt())));
  }

  /** Told is a client of whose operators at least one was. */
  private DeliveryOutcome ended(ClaimedAnnouncement announcement) {
    return operatorMails.anySent(announcement)
        ? new Delivered()
        : new Refused(AnnouncementCode.MAIL_NOT_TAKEN);
  }

  private Map<Long, MailOutcome> suppressed(
      ClaimedAnnouncement announcement, List<OperatorMail> mails) {
    return suppressedAddresses.among(
        announcement.clientId(),
        mails.stream()
            .collect(Collectors.toMap(OperatorMail::notificationId, OperatorMail::address)));
  }
}
