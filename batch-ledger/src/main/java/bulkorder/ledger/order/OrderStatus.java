package bulkorder.ledger.order;

/** Where an order stands. */
public enum OrderStatus {
  /** It binds its reference, and is not paid. */
  PENDING,
  PAID,
  /** It ended unpaid, and its reference is free again. */
  CANCELLED
}
