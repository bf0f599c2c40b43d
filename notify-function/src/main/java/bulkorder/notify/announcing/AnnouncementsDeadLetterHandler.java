package bulkorder.notify.announcing;

import bulkorder.ledger.messaging.AnnouncementMessage;
import bulkorder.ledger.messaging.DeadLetters;
import bulkorder.ledger.messaging.MessageLoop;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Named;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Keeps the dead letters of the announcements queue, and ends what they point to. */
@Named("announcements-dead-letter")
public class AnnouncementsDeadLetterHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private static final Logger LOG = Logger.getLogger(AnnouncementsDeadLetterHandler.class);
  private static final String QUEUE = "announcements-dead-letter";

  private final MessageLoop loop;
  private final DeadLetters deadLetters;
  private final Announce announce;
  private final ObjectMapper json;

  AnnouncementsDeadLetterHandler(
      MessageLoop loop, DeadLetters deadLetters, Announce announce, ObjectMapper json) {
    this.loop = loop;
    this.deadLetters = deadLetters;
    this.announce = announce;
    this.json = json;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return loop.each(event, this::end);
  }

  private void end(SQSMessage message) {
    deadLetters.keep(QUEUE, message.getMessageId(), message.getBody());
    LOG.errorf("dead letter %s of %s kept", message.getMessageId(), QUEUE);
    read(message.getBody()).ifPresent(announce::giveUp);
  }

  private Optional<AnnouncementMessage> read(String body) {
    try {
      return Optional.ofNullable(json.readValue(body, AnnouncementMessage.class));
    } catch (JsonProcessingException notAnAnnouncementMessage) {
      return Optional.empty();
    }
  }
}
