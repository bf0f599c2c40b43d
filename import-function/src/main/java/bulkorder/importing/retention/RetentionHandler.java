package bulkorder.importing.retention;

import bulkorder.importing.retention.DeleteOutlived.Deleted;
import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.operations.Watched;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Runs on a schedule: what persons are waiting for first, then what has time. */
@Watched
@Named("retention")
public class RetentionHandler implements RequestHandler<Map<String, Object>, Deleted> {

  private final ErasePersons erasePersons;
  private final DeleteOutlived deleteOutlived;
  private final InstantSource clock;

  RetentionHandler(ErasePersons erasePersons, DeleteOutlived deleteOutlived, InstantSource clock) {
    this.erasePersons = erasePersons;
    this.deleteOutlived = deleteOutlived;
    this.clock = clock;
  }

  @Override
  public Deleted handleRequest(Map<String, Object> event, Context context) {
    Deadline deadline = Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), clock);
    erasePersons.work(deadline);
    return deleteOutlived.delete(deadline);
  }
}
