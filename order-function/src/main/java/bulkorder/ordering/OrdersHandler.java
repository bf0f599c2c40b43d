package bulkorder.ordering;

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

/** Consumes the orders queue. */
@Watched
@Named("orders")
public class OrdersHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final MessageLoop loop;
  private final CreateOrders createOrders;
  private final InstantSource clock;

  OrdersHandler(MessageLoop loop, CreateOrders createOrders, InstantSource clock) {
    this.loop = loop;
    this.createOrders = createOrders;
    this.clock = clock;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    var deadline = Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()), clock);
    return loop.eachChunk(event, message -> createOrders.create(message, deadline));
  }
}
