package bulkorder.ordering;

import bulkorder.ledger.messaging.DeadLetterLoop;
import bulkorder.ledger.operations.Watched;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import jakarta.inject.Named;

/** Consumes the dead letters of the orders queue. */
@Watched
@Named("orders-dead-letter")
public class OrdersDeadLetterHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final DeadLetterLoop loop;
  private final CreateOrders createOrders;

  OrdersDeadLetterHandler(DeadLetterLoop loop, CreateOrders createOrders) {
    this.loop = loop;
    this.createOrders = createOrders;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return loop.eachChunk(event, createOrders::giveUp);
  }
}
