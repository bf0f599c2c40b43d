package bulkorder.ledger.order;

/** Another call took an order with the same reference at the same time. */
public final class TakenMeanwhileException extends RuntimeException {

  private static final long serialVersionUID = 1;

  TakenMeanwhileException() {
    super("an order with this reference was taken at the same time");
  }
}
