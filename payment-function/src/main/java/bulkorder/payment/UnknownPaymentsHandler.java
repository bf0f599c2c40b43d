package bulkorder.payment;

import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.operations.Watched;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Runs on a schedule; the event says nothing. */
@Watched
@Named("payments-unknown")
public class UnknownPaymentsHandler implements RequestHandler<Map<String, Object>, Integer> {

  private final ResolveUnknown resolveUnknown;
  private final InstantSource clock;

  UnknownPaymentsHandler(ResolveUnknown resolveUnknown, InstantSource clock) {
    this.resolveUnknown = resolveUnknown;
    this.clock = clock;
  }

  @Override
  public Integer handleRequest(Map<String, Object> event, Context context) {
    return resolveUnknown.resolve(
        Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), clock));
  }
}
