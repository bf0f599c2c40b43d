package bulkorder.ledger.batch;

/** How the orders of a batch are charged. */
public enum PaymentMode {
  /** One charge for each order, as soon as the order exists. */
  PER_ORDER,
  /** Orders of one payer are packed into charges under the limit, once all of them exist. */
  AGGREGATED
}
