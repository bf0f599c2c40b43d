package bulkorder.local.operator;

/** The function could not be asked, or did not answer. */
final class NotReachableException extends Exception {
  private static final long serialVersionUID = 1;

  NotReachableException(String sentence) {
    super(sentence);
  }
}
