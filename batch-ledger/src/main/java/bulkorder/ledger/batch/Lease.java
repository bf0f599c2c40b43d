package bulkorder.ledger.batch;

/** The two sides of a chunk that are worked on at the same time, each under a claim of its own. */
public enum Lease {
  PAYMENT("payment_lease_until"),
  NOTIFICATION("notification_lease_until");

  private final String column;

  Lease(String column) {
    this.column = column;
  }

  String column() {
    return column;
  }
}
