package bulkorder.payment;

import bulkorder.ledger.messaging.DeadLetterLoop;
import bulkorder.ledger.operations.Watched;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import jakarta.inject.Named;

/** Consumes the dead letters of the payments queue. */
@Watched
@Named("payments-dead-letter")
public class PaymentsDeadLetterHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final DeadLetterLoop loop;
  private final ChargeChunk chargeChunk;

  PaymentsDeadLetterHandler(DeadLetterLoop loop, ChargeChunk chargeChunk) {
    this.loop = loop;
    this.chargeChunk = chargeChunk;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return loop.eachChunk(event, chargeChunk::giveUp);
  }
}
