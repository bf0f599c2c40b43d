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
import bulkorder.ledger.notification.MailOutcome.NotNow;
import bulkorder.ledger.notification.Notifications;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;

/** Tells the customers of a chunk: claim and commit, send, record and commit. */
@ApplicationScoped
public class NotifyChunk {

  private static final Logger LOG = Logger.getLogger(NotifyChunk.class);

  /** Not at once: should no invocation ever have time for a call, they would chase each other. */
  private static final Duration HAND_ON_DELAY = Duration.ofSeconds(1);

  private final Chunks chunks;
  private final ChunkGate gate;
  private final Notifications notifications;
  private final RunEnd runEnd;
  private final SendMails sendMails;
  private final ChunkQueue queue;

  NotifyChunk(
      Chunks chunks,
      ChunkGate gate,
      Notifications notifications,
      RunEnd runEnd,
      SendMails sendMails,
      ChunkQueue queue) {
    this.chunks = chunks;
    this.gate = gate;
    this.notifications = notifications;
    this.runEnd = runEnd;
    this.sendMails = sendMails;
    this.queue = queue;
  }

  /**
   * Sends what is pending of a chunk. What does not fit into the invocation is handed on to another
   * one.
   *
   * @throws ChunkUnfinished if the provider did not take a mail now; the message shall come again
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
    Map<Long, MailOutcome> outcomes = sendMails.send(claimed.mails(), deadline);
    runEnd.endWhenDone(notifications.record(claimed.chunk(), outcomes));
    // One message stays one: where it comes again, that delivery does what was not begun, too.
    long open = outcomes.values().stream().filter(NotNow.class::isInstance).count();
    if (open > 0) {
      throw new ChunkUnfinished(claimed.chunk(), open);
    }
    if (outcomes.size() < claimed.mails().size()) {
      queue.sendLater(claimed.chunk(), HAND_ON_DELAY);
    }
  }
}
