package bulkorder.local.executable;

/** A file is no executable; the message goes on after its name. */
final class NotExecutableException extends Exception {
  private static final long serialVersionUID = 1;

  NotExecutableException(String message) {
    super(message);
  }
}
