package bulkorder.ledger.messaging;

import bulkorder.ledger.BoundedMap;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Notes how far a queue has come, for the look for stuck work: now and then the time at which a
 * received message was sent. A note that cannot be made is left out.
 */
@ApplicationScoped
public class QueueHeads {

  private static final Logger LOG = Logger.getLogger(QueueHeads.class);

  private static final Duration BETWEEN_NOTES = Duration.ofSeconds(5);
  private static final int GROUPS_REMEMBERED_MAX = 1000;

  private record Group(String queue, String clientId) {}

  private final QueueHeadNotes notes;
  private final InstantSource clock;
  private final Map<Group, Instant> noted = new BoundedMap<>(GROUPS_REMEMBERED_MAX);

  QueueHeads(QueueHeadNotes notes, InstantSource clock) {
    this.notes = notes;
    this.clock = clock;
  }

  /** A worker received this message. */
  void received(SQSMessage message) {
    String arn = message.getEventSourceArn();
    Map<String, String> attributes = message.getAttributes();
    if (arn == null || attributes == null) {
      return;
    }
    String clientId = attributes.get("MessageGroupId");
    String sentMillis = attributes.get("SentTimestamp");
    if (clientId != null && sentMillis != null) {
      received(new Group(arn.substring(arn.lastIndexOf(':') + 1), clientId), sentMillis);
    }
  }

  private void received(Group group, String sentMillis) {
    if (!due(group)) {
      return;
    }
    try {
      notes.note(group.queue(), group.clientId(), Instant.ofEpochMilli(Long.parseLong(sentMillis)));
    } catch (RuntimeException e) {
      LOG.warnf(e, "how far %s has come could not be noted", group.queue());
    }
  }

  private synchronized boolean due(Group group) {
    Instant now = clock.instant();
    Instant last = noted.get(group);
    if (last != null && now.isBefore(last.plus(BETWEEN_NOTES))) {
      return false;
    }
    noted.put(group, now);
    return true;
  }
}
