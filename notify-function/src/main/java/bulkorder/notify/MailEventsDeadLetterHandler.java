package bulkorder.notify;

import bulkorder.ledger.messaging.DeadLetterLoop;
import bulkorder.ledger.operations.Watched;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import jakarta.inject.Named;

/** Consumes the dead letters of the mail events queue; what is kept of them holds no address. */
@Watched
@Named("mail-events-dead-letter")
public class MailEventsDeadLetterHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final DeadLetterLoop loop;
  private final MailEvents mailEvents;

  MailEventsDeadLetterHandler(DeadLetterLoop loop, MailEvents mailEvents) {
    this.loop = loop;
    this.mailEvents = mailEvents;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return loop.each(event, mailEvents::withoutAddresses);
  }
}
