package bulkorder.ledger.messaging;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.announcement.AnnouncementOutbox;
import bulkorder.ledger.announcement.DueAnnouncement;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The queue of {@link AnnouncementMessage}s. The message group is the client, as of the other
 * queues.
 */
@ApplicationScoped
public class AnnouncementQueue {

  private static final Duration DELAY_MAX = Duration.ofMinutes(15);

  private final AnnouncementOutbox outbox;
  private final SqsClient sqs;
  private final AnnouncementsConfig config;
  private final ObjectMapper json;

  AnnouncementQueue(
      AnnouncementOutbox outbox, SqsClient sqs, AnnouncementsConfig config, ObjectMapper json) {
    this.outbox = outbox;
    this.sqs = sqs;
    this.config = config;
    this.json = json;
  }

  /**
   * Sends a message for each announcement of a batch that was not begun yet. To be called after the
   * commit that wrote them; should that not happen, the look for stuck work sends them.
   */
  public void sendUnsent(BatchId batchId) {
    outbox.unsent(batchId).forEach(this::send);
  }

  /** Sends the message of one announcement. Sent again, it finds its work done. */
  public void send(DueAnnouncement announcement) {
    sendLater(announcement, Duration.ZERO);
  }

  /**
   * Sends a message that is seen after a delay.
   *
   * @param delay is rounded up to whole seconds, and shortened to 15 minutes, which is what SQS
   *     allows
   */
  public void sendLater(DueAnnouncement announcement, Duration delay) {
    String url =
        config
            .announcementsQueueUrl()
            .orElseThrow(
                () -> new IllegalStateException("bulkorder.announcements-queue-url is not set"));
    Duration allowed = delay.compareTo(DELAY_MAX) > 0 ? DELAY_MAX : delay;
    sqs.sendMessage(
        message ->
            message
                .queueUrl(url)
                .messageBody(body(announcement))
                .messageGroupId(announcement.clientId().value())
                .messageSystemAttributes(TraceAttribute.present())
                .delaySeconds(Math.toIntExact(allowed.plusMillis(999).toSeconds())));
  }

  private String body(DueAnnouncement announcement) {
    try {
      return json.writeValueAsString(new AnnouncementMessage(announcement.announcementId()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an announcement message cannot be written", e);
    }
  }
}
