package bulkorder.importing.report;

import bulkorder.ledger.messaging.MessageLoop;
import bulkorder.ledger.messaging.ReportMessage;
import bulkorder.ledger.operations.Watched;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Named;

/** Consumes the reports queue. */
@Watched
@Named("reports")
public class ReportsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final MessageLoop loop;
  private final WriteReports writeReports;
  private final ObjectMapper json;

  ReportsHandler(MessageLoop loop, WriteReports writeReports, ObjectMapper json) {
    this.loop = loop;
    this.writeReports = writeReports;
    this.json = json;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return loop.each(event, message -> writeReports.write(read(message.getBody()).batch()));
  }

  private ReportMessage read(String body) {
    try {
      return json.readValue(body, ReportMessage.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a report message", e);
    }
  }
}
