package bulkorder.ledger.payment;

/** Whether the orders of a batch are to be packed into charges. */
public enum PackingStage {
  /** Never: each order is charged alone. */
  PER_ORDER,
  /** Not yet: some rows have no order yet. */
  INCOMPLETE,
  /** Now, as far as it is not done: all orders exist. */
  COMPLETE
}
