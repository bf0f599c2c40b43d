package bulkorder.importing.audit;

import bulkorder.ledger.operations.Watched;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Named;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/** Takes the gateway's access log as CloudWatch Logs sends it: gzip of JSON, in Base64. */
@Watched
@Named("access-log")
public class AccessLogHandler implements RequestHandler<LogSubscriptionEvent, Integer> {

  /** CloudWatch Logs sends no more than this. */
  private static final int UNPACKED_BYTES_MAX = 16 << 20;

  private final RecordRefusals recordRefusals;
  private final ObjectMapper json;

  AccessLogHandler(RecordRefusals recordRefusals, ObjectMapper json) {
    this.recordRefusals = recordRefusals;
    this.json = json;
  }

  @Override
  public Integer handleRequest(LogSubscriptionEvent event, Context context) {
    byte[] packed = Base64.getDecoder().decode(event.awslogs().data());
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return recordRefusals.record(
          json.readValue(unpacked.readNBytes(UNPACKED_BYTES_MAX), LogEvents.class));
    } catch (IOException e) {
      throw new UncheckedIOException("not an event of CloudWatch Logs", e);
    }
  }
}
