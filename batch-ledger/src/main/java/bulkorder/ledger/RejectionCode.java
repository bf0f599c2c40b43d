package bulkorder.ledger;

/**
 * Why nothing of a file was taken. The codes are part of the API; each has a sentence in every
 * language.
 */
public enum RejectionCode {
  UNKNOWN_CLIENT,
  CLIENT_DISABLED,
  FILE_MISSING,
  EMPTY_FILE,
  NOT_TEXT,
  NOT_UTF8,
  NO_HEADER,
  MISSING_COLUMNS,
  REPEATED_COLUMN,
  UNKNOWN_COLUMN,
  NO_ROWS,
  TOO_MANY_ROWS,
  TOO_MANY_COLUMNS,
  FILE_TOO_LARGE,
  FIELD_TOO_LONG,
  LINE_TOO_LONG,
  UNCLOSED_QUOTE,
  DUPLICATE_FILE,
  IMPORT_FAILED
}
