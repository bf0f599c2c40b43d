package bulkorder.status;

/** Ends a request whose answer is a problem; it never means that something broke. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Refusal refusal;

  RefusedException(Refusal refusal) {
    super(refusal.code().name(), null, false, false);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
