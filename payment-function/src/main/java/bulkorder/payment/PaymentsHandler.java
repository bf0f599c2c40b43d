package bulkorder.payment;

import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.messaging.MessageLoop;
import bulkorder.ledger.operations.Watched;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.InstantSource;

/** Consumes the payments queue. */
@Watched
@Named("payments")
public class PaymentsHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final MessageLoop loop;
  private final ChargeChunk chargeChunk;
  private final InstantSource clock;

  PaymentsHandler(MessageLoop loop, ChargeChunk chargeChunk, InstantSource clock) {
    this.loop = loop;
    this.chargeChunk = chargeChunk;
    this.clock = clock;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    var deadline = Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), clock);
    return loop.eachChunk(event, message -> chargeChunk.charge(message, deadline));
  }
}
