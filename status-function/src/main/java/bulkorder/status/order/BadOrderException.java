package bulkorder.status.order;

import bulkorder.ledger.RowError;
import java.util.List;

/** Ends a request with an order that breaks rules. */
final class BadOrderException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<RowError> errors;

  BadOrderException(List<RowError> errors) {
    super("errors: " + errors.size(), null, false, false);
    this.errors = List.copyOf(errors);
  }

  List<RowError> errors() {
    return errors;
  }
}
