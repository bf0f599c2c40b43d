package bulkorder.notify;

import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.messaging.MessageLoop;
import bulkorder.ledger.operations.Watched;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.InstantSource;

/** Consumes the notifications queue. */
@Watched
@Named("notifications")
public class NotificationsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final MessageLoop loop;
  private final NotifyChunk notifyChunk;
  private final InstantSource clock;

  NotificationsHandler(MessageLoop loop, NotifyChunk notifyChunk, InstantSource clock) {
    this.loop = loop;
    this.notifyChunk = notifyChunk;
    this.clock = clock;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    var deadline = Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), clock);
    return loop.eachChunk(event, message -> notifyChunk.notify(message, deadline));
  }
}
