package bulkorder.payment;

/** An operator's request that cannot be done, and a sentence that says why. */
final class OperationRefused extends Exception {

  private static final long serialVersionUID = 1;

  OperationRefused(String sentence) {
    super(sentence);
  }
}
