package bulkorder.importing.retention;

import bulkorder.importing.retention.DeleteOutlived.Deleted;
import bulkorder.ledger.messaging.Deadline;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Runs on a schedule. */
@Named("retention")
public class RetentionHandler implements RequestHandler<Map<String, Object>, Deleted> {

  private final DeleteOutlived deleteOutlived;
  private final InstantSource clock;

  RetentionHandler(DeleteOutlived deleteOutlived, InstantSource clock) {
    this.deleteOutlived = deleteOutlived;
    this.clock = clock;
  }

  @Override
  public Deleted handleRequest(Map<String, Object> event, Context context) {
    return deleteOutlived.delete(
        Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), clock));
  }
}
