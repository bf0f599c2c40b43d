package bulkorder.ledger.batch;

import java.util.Locale;

/**
 * What can be asked for a file: by a field of the upload call, in {@code camelCase}, or by metadata
 * of a dropped object, in {@code kebab-case}.
 */
public enum ImportOption {
  ENCODING("the name of a character encoding"),
  DELIMITER("comma, tab, semicolon or pipe"),
  SHEET("the name of a sheet, at most 100 characters"),
  POLICY("CONTINUE or ALL_OR_NOTHING"),
  DRY_RUN("true or false"),
  FORCE("true or false"),
  DECLARED_ROWS("a whole number"),
  DECLARED_SUM("an amount for each currency, such as JPY=120000;USD=12.50"),
  BULK_IMPORT_GROUP("1 to 200 characters, without control characters and card numbers");

  private final String expected;

  ImportOption(String expected) {
    this.expected = expected;
  }

  /** The name as object metadata has it, without {@code x-amz-meta-}. */
  public String metadataName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What its value must be, in English. */
  public String expected() {
    return expected;
  }
}
