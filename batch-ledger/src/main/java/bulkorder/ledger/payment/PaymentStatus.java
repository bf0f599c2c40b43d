package bulkorder.ledger.payment;

/** Where a payment stands. */
public enum PaymentStatus {
  PENDING,
  CAPTURED,
  DECLINED,
  /** Nobody knows whether the provider charged; it is being asked. */
  UNKNOWN,
  NOT_CHARGED
}
