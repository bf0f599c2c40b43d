package bulkorder.ordering;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import jakarta.inject.Named;
import java.util.Map;

/** Runs on a schedule; the event says nothing. */
@Named("stuck-work")
public class StuckWorkHandler implements RequestHandler<Map<String, Object>, Integer> {

  private final ResumeStuckWork resumeStuckWork;

  StuckWorkHandler(ResumeStuckWork resumeStuckWork) {
    this.resumeStuckWork = resumeStuckWork;
  }

  @Override
  public Integer handleRequest(Map<String, Object> event, Context context) {
    return resumeStuckWork.resume();
  }
}
