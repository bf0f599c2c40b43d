package bulkorder.notify.announcing;

import bulkorder.ledger.messaging.AnnouncementMessage;
import bulkorder.ledger.messaging.DeadLetterLoop;
import bulkorder.ledger.operations.Watched;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import jakarta.inject.Named;

/** Keeps the dead letters of the announcements queue, and ends what they point to. */
@Watched
@Named("announcements-dead-letter")
public class AnnouncementsDeadLetterHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final DeadLetterLoop loop;
  private final Announce announce;

  AnnouncementsDeadLetterHandler(DeadLetterLoop loop, Announce announce) {
    this.loop = loop;
    this.announce = announce;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return loop.each(event, AnnouncementMessage.class, announce::giveUp);
  }
}
