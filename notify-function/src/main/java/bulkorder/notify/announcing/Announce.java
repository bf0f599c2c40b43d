package bulkorder.notify.announcing;

import bulkorder.ledger.announcement.AfterAttempt;
import bulkorder.ledger.announcement.AfterAttempt.Again;
import bulkorder.ledger.announcement.AfterAttempt.GivenUp;
import bulkorder.ledger.announcement.AfterAttempt.Over;
import bulkorder.ledger.announcement.AnnouncementAttempts;
import bulkorder.ledger.announcement.AnnouncementOutbox;
import bulkorder.ledger.announcement.Claim.Claimed;
import bulkorder.ledger.announcement.Claim.NotYet;
import bulkorder.ledger.announcement.ClaimedAnnouncement;
import bulkorder.ledger.announcement.DeliveryOutcome;
import bulkorder.ledger.announcement.DueAnnouncement;
import bulkorder.ledger.messaging.AnnouncementMessage;
import bulkorder.ledger.messaging.AnnouncementQueue;
import bulkorder.ledger.messaging.Deadline;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Delivers one announcement: claim and commit, deliver, record and commit. What could not be
 * delivered now is acknowledged and comes again as a delayed successor. Should an invocation die in
 * between, its message comes again once the claim has ended, and the client is told twice, under
 * one id.
 */
@ApplicationScoped
class Announce {

  private static final Logger LOG = Logger.getLogger(Announce.class);

  /** Not at once: should no invocation ever have time for a call, they would chase each other. */
  private static final Duration HAND_ON_DELAY = Duration.ofSeconds(1);

  private final AnnouncementOutbox outbox;
  private final AnnouncementAttempts attempts;
  private final CallWebhook callWebhook;
  private final MailOperators mailOperators;
  private final AnnouncementQueue queue;
  private final AnnouncingConfig config;

  Announce(
      AnnouncementOutbox outbox,
      AnnouncementAttempts attempts,
      CallWebhook callWebhook,
      MailOperators mailOperators,
      AnnouncementQueue queue,
      AnnouncingConfig config) {
    this.outbox = outbox;
    this.attempts = attempts;
    this.callWebhook = callWebhook;
    this.mailOperators = mailOperators;
    this.queue = queue;
    this.config = config;
  }

  /** Makes an attempt, if it is time for one and there is time for it. */
  void announce(AnnouncementMessage message, Deadline deadline) {
    outbox
        .find(message.announcementId())
        .ifPresentOrElse(
            announcement -> announce(announcement, deadline),
            () -> LOG.warnf("%s points to nothing and is dropped", message));
  }

  /** Ends an announcement whose message was given up. */
  void giveUp(AnnouncementMessage message) {
    attempts.giveUp(message.announcementId());
  }

  private void announce(DueAnnouncement announcement, Deadline deadline) {
    if (!deadline.allows(config.announcementTimeNeeded())) {
      queue.sendLater(announcement, HAND_ON_DELAY);
      return;
    }
    switch (attempts.claim(announcement.announcementId(), deadline.remaining())) {
      case Claimed claimed ->
          conclude(
              announcement,
              attempts.record(claimed.announcement(), deliver(claimed.announcement(), deadline)));
      case NotYet notYet -> queue.sendLater(announcement, notYet.remaining());
      case bulkorder.ledger.announcement.Claim.Over _ -> {}
    }
  }

  private DeliveryOutcome deliver(ClaimedAnnouncement announcement, Deadline deadline) {
    return switch (announcement.channel()) {
      case WEBHOOK -> callWebhook.deliver(announcement);
      case MAIL -> mailOperators.deliver(announcement, deadline);
    };
  }

  private void conclude(DueAnnouncement announcement, AfterAttempt after) {
    switch (after) {
      case Over _ -> {}
      case Again again -> queue.sendLater(announcement, again.after());
      case GivenUp _ -> LOG.errorf("%s is given up", announcement);
    }
  }
}
