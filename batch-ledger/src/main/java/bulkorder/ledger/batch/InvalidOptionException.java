package bulkorder.ledger.batch;

import bulkorder.ledger.CardNumbers;

/** An option has a value that it cannot have. */
public final class InvalidOptionException extends Exception {

  private static final long serialVersionUID = 1;

  private final ImportOption option;
  private final String value;

  InvalidOptionException(ImportOption option, String value) {
    super("option %s is not valid".formatted(option.metadataName()));
    this.option = option;
    this.value = CardNumbers.masked(value);
  }

  /** Which option it is. */
  public ImportOption option() {
    return option;
  }

  /** The value that it was given, or a mask if that has a card number. */
  public String value() {
    return value;
  }
}
