package bulkorder.importing.report;

import bulkorder.ledger.messaging.DeadLetterLoop;
import bulkorder.ledger.messaging.ReportMessage;
import bulkorder.ledger.operations.Watched;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import jakarta.inject.Named;

/**
 * Keeps messages whose reports could not be written. The client is told of the end of the run
 * without them. The rows are in the ledger, and the look for stuck work asks for the reports again.
 */
@Watched
@Named("reports-dead-letter")
public class ReportsDeadLetterHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final DeadLetterLoop loop;
  private final WriteReports writeReports;

  ReportsDeadLetterHandler(DeadLetterLoop loop, WriteReports writeReports) {
    this.loop = loop;
    this.writeReports = writeReports;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return loop.each(event, ReportMessage.class, report -> writeReports.giveUp(report.batch()));
  }
}
