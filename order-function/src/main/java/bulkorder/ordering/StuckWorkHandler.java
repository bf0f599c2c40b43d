package bulkorder.ordering;

import bulkorder.ledger.operations.Watched;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import jakarta.inject.Named;
import java.util.Map;

/** Runs on a schedule; the event says nothing. */
@Watched
@Named("stuck-work")
public class StuckWorkHandler implements RequestHandler<Map<String, Object>, Integer> {

  private final ResumeStuckWork resumeStuckWork;
  private final DropExpired dropExpired;

  StuckWorkHandler(ResumeStuckWork resumeStuckWork, DropExpired dropExpired) {
    this.resumeStuckWork = resumeStuckWork;
    this.dropExpired = dropExpired;
  }

  @Override
  public Integer handleRequest(Map<String, Object> event, Context context) {
    int resumed = resumeStuckWork.resume();
    dropExpired.drop();
    return resumed;
  }
}
