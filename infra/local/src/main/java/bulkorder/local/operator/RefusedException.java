package bulkorder.local.operator;

/** The function refused what was asked of it, and says why. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  RefusedException(String sentence) {
    super(sentence);
  }
}
