package bulkorder.ledger;

import java.util.Optional;

/**
 * Why nothing of a file was taken. The codes are part of the API; each has a sentence in every
 * language.
 */
public enum RejectionCode {
  UNKNOWN_CLIENT,
  CLIENT_DISABLED,
  FILE_MISSING,
  EMPTY_FILE("source-error"),
  NOT_TEXT("format-error"),
  NO_HEADER("header-error"),
  MISSING_COLUMNS("missing-label"),
  REPEATED_COLUMN("duplicate-label"),
  AMBIGUOUS_COLUMN("incorrect-label"),
  CARD_NUMBER_IN_HEADER,
  CORRECTION_BATCH_ID,
  CORRECTION_ROW_NUMBER,
  CONTROL_ROWS_MISMATCH("row-count"),
  CONTROL_TOTAL_MISMATCH,
  CONTROL_TOTAL_WITHOUT_CURRENCY,
  TRAILER_MALFORMED,
  TRAILER_NOT_LAST,
  NO_ROWS,
  TOO_MANY_ROWS,
  TOO_MANY_COLUMNS,
  FILE_TOO_LARGE,
  FIELD_TOO_LONG,
  LINE_TOO_LONG,
  UNCLOSED_QUOTE("source-error"),
  DUPLICATE_FILE,
  UPLOADED_TWICE,
  INVALID_ROWS,
  INVALID_OPTION,
  AGGREGATED_PAYMENTS_NOT_OFFERED,
  CARD_NUMBER_IN_NAME,
  CORRECTION_UNKNOWN_BATCH,
  CORRECTION_BATCH_NOT_OPEN,
  CORRECTION_COLUMNS,
  CORRECTION_ROW_NOT_OPEN,
  CORRECTION_DRY_RUN,
  CORRECTION_ROWS_DELETED,
  UNDECODABLE("encoding-error"),
  NOT_IN_ENCODING("encoding-error"),
  UNKNOWN_ENCODING,
  UNKNOWN_DELIMITER,
  DELIMITER_NOT_FOUND,
  BROKEN_GZIP("compression-error"),
  NESTED_GZIP,
  UNPACKED_TOO_LARGE,
  EXPANDS_TOO_MUCH,
  UNKNOWN_SHEET,
  OLD_WORKBOOK("format-error"),
  ENCRYPTED_WORKBOOK,
  BROKEN_WORKBOOK("format-error"),
  SHARED_TEXT_TOO_LARGE,
  JSON_ARRAY("format-error"),
  BROKEN_JSON("format-error"),
  NESTED_JSON,
  REPEATED_JSON_KEY,
  UNKNOWN_JSON_KEY,
  NOT_A_CHARACTER("encoding-error"),
  INEXACT_NUMBER,
  IMPORT_FAILED;

  private final Optional<String> frictionless;

  RejectionCode() {
    this.frictionless = Optional.empty();
  }

  RejectionCode(String frictionless) {
    this.frictionless = Optional.of(frictionless);
  }

  /**
   * The error type of the Frictionless Framework (version 5, {@code frictionless.errors}) that says
   * the same, if there is one.
   */
  public Optional<String> frictionless() {
    return frictionless;
  }
}
