package bulkorder.notify;

import bulkorder.ledger.messaging.MessageLoop;
import bulkorder.ledger.operations.Watched;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import jakarta.inject.Named;

/** Consumes the queue of mail events. */
@Watched
@Named("mail-events")
public class MailEventsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final MessageLoop loop;
  private final MailEvents mailEvents;

  MailEventsHandler(MessageLoop loop, MailEvents mailEvents) {
    this.loop = loop;
    this.mailEvents = mailEvents;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return loop.each(event, message -> mailEvents.take(message.getBody()));
  }
}
