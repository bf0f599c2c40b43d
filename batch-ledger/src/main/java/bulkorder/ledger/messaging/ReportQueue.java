package bulkorder.ledger.messaging;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.batch.Batch;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queue of {@link ReportMessage}s. The message group is the client, as of the other queues. */
@ApplicationScoped
public class ReportQueue {

  private final SqsClient sqs;
  private final ReportsConfig config;
  private final ObjectMapper json;

  ReportQueue(SqsClient sqs, ReportsConfig config, ObjectMapper json) {
    this.sqs = sqs;
    this.config = config;
    this.json = json;
  }

  /** Asks for the reports of a batch. Asked again, they are written again, and are the same. */
  public void send(Batch batch) {
    String url =
        config
            .reportsQueueUrl()
            .orElseThrow(() -> new IllegalStateException("bulkorder.reports-queue-url is not set"));
    sqs.sendMessage(
        message ->
            message
                .queueUrl(url)
                .messageBody(body(batch))
                .messageGroupId(batch.clientId().map(ClientId::value).orElse(null))
                .messageSystemAttributes(TraceAttribute.present()));
  }

  private String body(Batch batch) {
    try {
      return json.writeValueAsString(new ReportMessage(batch.batchId().value()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report message cannot be written", e);
    }
  }
}
