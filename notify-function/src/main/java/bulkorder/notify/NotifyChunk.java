package bulkorder.notify;

import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.messaging.ChunkGate;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.messaging.ChunkQueue;
import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.messaging.RunEnd;
import bulkorder.ledger.notification.ClaimedMails;
import bulkorder.ledger.notification.MailOutcome;
import bulkorder.ledger.notification.MailResults;
import bulkorder.ledger.notification.Notifications;
import bulkorder.ledger.notification.PendingMail;
import bulkorder.ledger.notification.ReleasedChunk;
import bulkorder.ledger.notification.SuppressedAddresses;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Tells the customers of a chunk: claim and commit; then for each request to the mail provider
 * record it and commit, send, record what became of it and commit. What has to wait is acknowledged
 * and comes again as a delayed successor: waiting is not failing.
 */
@ApplicationScoped
public class NotifyChunk {

  private static final Logger LOG = Logger.getLogger(NotifyChunk.class);

  /** Not at once: should no invocation ever have time for a call, they would chase each other. */
  private static final Duration HAND_ON_DELAY = Duration.ofSeconds(1);

  private final Chunks chunks;
  private final ChunkGate gate;
  private final Notifications notifications;
  private final MailResults results;
  private final SuppressedAddresses suppressedAddresses;
  private final RunEnd runEnd;
  private final SendMails sendMails;
  private final RetryDelay retryDelay;
  private final ChunkQueue queue;

  NotifyChunk(
      Chunks chunks,
      ChunkGate gate,
      Notifications notifications,
      MailResults results,
      SuppressedAddresses suppressedAddresses,
      RunEnd runEnd,
      SendMails sendMails,
      RetryDelay retryDelay,
      ChunkQueue queue) {
    this.chunks = chunks;
    this.gate = gate;
    this.notifications = notifications;
    this.results = results;
    this.suppressedAddresses = suppressedAddresses;
    this.runEnd = runEnd;
    this.sendMails = sendMails;
    this.retryDelay = retryDelay;
    this.queue = queue;
  }

  /**
   * Sends what is pending of a chunk, as far as time, people and the provider allow. What is left
   * is handed on to another invocation.
   */
  public void notify(ChunkMessage message, Deadline deadline) {
    chunks
        .find(message.batch(), message.chunk())
        .ifPresentOrElse(
            chunk -> notify(chunk, message, deadline),
            () -> LOG.warnf("%s points to no chunk and is dropped", message));
  }

  /** Ends the notifications of a chunk whose message was given up. */
  public void giveUp(ChunkMessage message) {
    notifications.giveUp(message).ifPresent(runEnd::endWhenDone);
  }

  private void notify(Chunk chunk, ChunkMessage message, Deadline deadline) {
    if (!sendMails.haveTime(deadline)) {
      queue.sendLater(chunk, HAND_ON_DELAY);
      return;
    }
    if (!gate.lets(message)) {
      return;
    }
    Duration leaseTime = deadline.remaining();
    notifications
        .claim(message, leaseTime)
        .ifPresentOrElse(
            claimed -> notify(claimed, deadline), () -> queue.sendLater(chunk, leaseTime));
  }

  private void notify(ClaimedMails claimed, Deadline deadline) {
    Chunk chunk = claimed.chunk();
    Map<Long, MailOutcome> suppressed =
        suppressedAddresses.among(chunk.clientId(), addresses(claimed));
    if (!suppressed.isEmpty()) {
      notifications.record(chunk, suppressed);
    }
    List<Mail> mails =
        claimed.mails().stream()
            .filter(mail -> !suppressed.containsKey(mail.notificationId()))
            .map(OrderMails::of)
            .toList();
    Optional<Duration> rest = sendMails.send(mails, deadline, new Recording(chunk));
    conclude(notifications.release(chunk), rest);
  }

  private static Map<Long, String> addresses(ClaimedMails claimed) {
    return claimed.mails().stream()
        .collect(Collectors.toMap(PendingMail::notificationId, PendingMail::customerEmail));
  }

  private void conclude(ReleasedChunk released, Optional<Duration> rest) {
    runEnd.endWhenDone(released.state());
    if (released.mailsLeft() > 0) {
      Chunk chunk = released.state().chunk();
      Duration delay = rest.orElseGet(() -> retryDelay.after(released.calls()));
      chunks.rest(chunk, delay);
      queue.sendLater(chunk, delay);
    }
  }

  /** What surrounds each request with mails of a chunk. */
  private final class Recording implements RequestWork {

    private final Chunk chunk;

    Recording(Chunk chunk) {
      this.chunk = chunk;
    }

    @Override
    public void begin(List<Mail> mails) {
      results.begin(mails.stream().map(Mail::notificationId).toList());
    }

    @Override
    public void end(Map<Long, MailOutcome> outcomes) {
      notifications.record(chunk, outcomes);
    }
  }
}
