package bulkorder.payment;

import bulkorder.ledger.operations.Watched;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;

/** Invoked by operators; no event source leads here. */
@Watched
@Named("payment-operations")
public class OperationsHandler implements RequestHandler<OperationRequest, ObjectNode> {

  private final Operations operations;

  OperationsHandler(Operations operations) {
    this.operations = operations;
  }

  @Override
  public ObjectNode handleRequest(OperationRequest request, Context context) {
    return operations.answer(request);
  }
}
