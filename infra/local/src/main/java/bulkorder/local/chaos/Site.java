package bulkorder.local.chaos;

/** Where a function's work becomes visible outside of its process. */
enum Site {
  /** A database transaction ends. */
  COMMIT("commit"),
  /** Messages go to a queue. */
  SEND("send"),
  /** The payment provider is called. */
  CHARGE("charge"),
  /** The mail service is called. */
  MAIL("mail"),
  /** The event source takes messages off their queue. */
  ACKNOWLEDGE("acknowledgement"),
  /** The bucket tells of an object. */
  OBJECT("object");

  private final String text;

  Site(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
