package bulkorder.ledger.batch;

/** An option has a value that it cannot have. */
public final class InvalidOptionException extends Exception {

  private static final long serialVersionUID = 1;

  private final ImportOption option;
  private final String value;

  InvalidOptionException(ImportOption option, String value) {
    super("option %s is not %s".formatted(option.metadataName(), option.expected()));
    this.option = option;
    this.value = value;
  }

  /** Which option it is. */
  public ImportOption option() {
    return option;
  }

  /** The value that it was given. */
  public String value() {
    return value;
  }
}
