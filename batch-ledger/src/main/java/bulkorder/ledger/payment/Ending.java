package bulkorder.ledger.payment;

import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.RowStatus;
import org.jspecify.annotations.Nullable;

/** What an attempt's payment, its orders and their rows become together. */
enum Ending {
  PAID("CAPTURED", "PAID", RowStatus.PAID, null),
  DECLINED("DECLINED", "CANCELLED", RowStatus.PAYMENT_FAILED, null),
  /** To be asked for. */
  UNKNOWN("UNKNOWN", null, RowStatus.PAYMENT_UNKNOWN, null),
  /** The orders may be charged by another attempt. */
  UNPAID("NOT_CHARGED", null, RowStatus.ORDERED, null),
  /** Nobody will try any more. */
  NOT_SENT("NOT_CHARGED", "CANCELLED", RowStatus.FAILED, ReasonCode.PAYMENT_NOT_SENT),
  /** Nobody will ask any more, except a person. */
  LEFT_UNKNOWN("UNKNOWN", null, RowStatus.FAILED, ReasonCode.OUTCOME_UNKNOWN);

  private final String paymentStatus;
  private final @Nullable String orderStatus;
  private final RowStatus rowStatus;
  private final @Nullable ReasonCode rowCode;

  Ending(
      String paymentStatus,
      @Nullable String orderStatus,
      RowStatus rowStatus,
      @Nullable ReasonCode rowCode) {
    this.paymentStatus = paymentStatus;
    this.orderStatus = orderStatus;
    this.rowStatus = rowStatus;
    this.rowCode = rowCode;
  }

  String paymentStatus() {
    return paymentStatus;
  }

  /** Null where the orders stay as they are. */
  @Nullable String orderStatus() {
    return orderStatus;
  }

  RowStatus rowStatus() {
    return rowStatus;
  }

  @Nullable ReasonCode rowCode() {
    return rowCode;
  }
}
