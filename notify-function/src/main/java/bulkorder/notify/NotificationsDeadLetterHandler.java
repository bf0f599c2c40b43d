package bulkorder.notify;

import bulkorder.ledger.messaging.DeadLetterLoop;
import bulkorder.ledger.operations.Watched;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import jakarta.inject.Named;

/** Consumes the dead letters of the notifications queue. */
@Watched
@Named("notifications-dead-letter")
public class NotificationsDeadLetterHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final DeadLetterLoop loop;
  private final NotifyChunk notifyChunk;

  NotificationsDeadLetterHandler(DeadLetterLoop loop, NotifyChunk notifyChunk) {
    this.loop = loop;
    this.notifyChunk = notifyChunk;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return loop.eachChunk(event, notifyChunk::giveUp);
  }
}
