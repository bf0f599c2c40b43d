package bulkorder.ordering;

import bulkorder.ledger.messaging.MessageLoop;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import jakarta.inject.Named;

/** Consumes the orders queue. */
@Named("orders")
public class OrdersHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final MessageLoop loop;
  private final CreateOrders createOrders;

  OrdersHandler(MessageLoop loop, CreateOrders createOrders) {
    this.loop = loop;
    this.createOrders = createOrders;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return loop.eachChunk(event, createOrders::create);
  }
}
