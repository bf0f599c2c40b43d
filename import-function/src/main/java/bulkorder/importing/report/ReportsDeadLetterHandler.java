package bulkorder.importing.report;

import bulkorder.ledger.messaging.DeadLetters;
import bulkorder.ledger.messaging.MessageLoop;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import jakarta.inject.Named;
import org.jboss.logging.Logger;

/**
 * Keeps messages whose reports could not be written. Nothing else is given up: the rows are in the
 * ledger, and the look for stuck work asks for the reports again.
 */
@Named("reports-dead-letter")
public class ReportsDeadLetterHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private static final Logger LOG = Logger.getLogger(ReportsDeadLetterHandler.class);
  private static final String QUEUE = "reports-dead-letter";

  private final MessageLoop loop;
  private final DeadLetters deadLetters;

  ReportsDeadLetterHandler(MessageLoop loop, DeadLetters deadLetters) {
    this.loop = loop;
    this.deadLetters = deadLetters;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return loop.each(event, this::keep);
  }

  private void keep(SQSMessage message) {
    deadLetters.keep(QUEUE, message.getMessageId(), message.getBody());
    LOG.errorf("dead letter %s of %s kept", message.getMessageId(), QUEUE);
  }
}
