package bulkorder.notify.announcing;

import bulkorder.ledger.messaging.AnnouncementMessage;
import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.messaging.MessageLoop;
import bulkorder.ledger.operations.Watched;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.InstantSource;

/** Consumes the announcements queue. */
@Watched
@Named("announcements")
public class AnnouncementsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final MessageLoop loop;
  private final Announce announce;
  private final ObjectMapper json;
  private final InstantSource clock;

  AnnouncementsHandler(
      MessageLoop loop, Announce announce, ObjectMapper json, InstantSource clock) {
    this.loop = loop;
    this.announce = announce;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    var deadline = Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), clock);
    return loop.each(event, message -> announce.announce(read(message.getBody()), deadline));
  }

  private AnnouncementMessage read(String body) {
    try {
      return json.readValue(body, AnnouncementMessage.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not an announcement message", e);
    }
  }
}
