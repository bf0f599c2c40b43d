package bulkorder.payment;

import bulkorder.ledger.RowStatus;

/** The parts that a file's total is made of. */
public enum Share {
  CHARGED,
  DECLINED,
  UNKNOWN,
  FAILED,
  WAITING,
  INVALID,
  DUPLICATE,
  CANCELLED;

  static Share of(RowStatus status) {
    return switch (status) {
      case PAID -> CHARGED;
      case PAYMENT_FAILED -> DECLINED;
      case PAYMENT_UNKNOWN -> UNKNOWN;
      case FAILED -> FAILED;
      case QUEUED, ORDERED -> WAITING;
      case INVALID -> INVALID;
      case DUPLICATE -> DUPLICATE;
      case CANCELLED -> CANCELLED;
    };
  }
}
