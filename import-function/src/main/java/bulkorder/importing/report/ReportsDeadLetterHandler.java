package bulkorder.importing.report;

import bulkorder.ledger.messaging.DeadLetters;
import bulkorder.ledger.messaging.MessageLoop;
import bulkorder.ledger.messaging.ReportMessage;
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

/**
 * Keeps messages whose reports could not be written. The client is told of the end of the run
 * without them. The rows are in the ledger, and the look for stuck work asks for the reports again.
 */
@Named("reports-dead-letter")
public class ReportsDeadLetterHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private static final Logger LOG = Logger.getLogger(ReportsDeadLetterHandler.class);
  private static final String QUEUE = "reports-dead-letter";

  private final MessageLoop loop;
  private final DeadLetters deadLetters;
  private final WriteReports writeReports;
  private final ObjectMapper json;

  ReportsDeadLetterHandler(
      MessageLoop loop, DeadLetters deadLetters, WriteReports writeReports, ObjectMapper json) {
    this.loop = loop;
    this.deadLetters = deadLetters;
    this.writeReports = writeReports;
    this.json = json;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return loop.each(event, this::keep);
  }

  private void keep(SQSMessage message) {
    deadLetters.keep(QUEUE, message.getMessageId(), message.getBody());
    LOG.errorf("dead letter %s of %s kept", message.getMessageId(), QUEUE);
    read(message.getBody()).ifPresent(report -> writeReports.giveUp(report.batch()));
  }

  private Optional<ReportMessage> read(String body) {
    try {
      return Optional.ofNullable(json.readValue(body, ReportMessage.class));
    } catch (JsonProcessingException notAReportMessage) {
      return Optional.empty();
    }
  }
}
