package bulkorder.ledger;

/**
 * What is wrong with a row. The codes are part of the API; each has a sentence in every language.
 */
public enum RowErrorCode {
  FIELD_COUNT,
  REQUIRED,
  TOO_LONG,
  CONTROL_CHARACTER,
  CARD_NUMBER,
  NOT_A_WHOLE_NUMBER,
  NOT_A_NUMBER,
  OUT_OF_RANGE,
  TOO_MANY_DECIMALS,
  AMOUNT_MISMATCH,
  AMOUNT_BELOW_MINIMUM,
  AMOUNT_ABOVE_MAXIMUM,
  CURRENCY_NOT_ALLOWED,
  NOT_AN_EMAIL_ADDRESS,
  LANGUAGE_NOT_SUPPORTED,
  NOT_A_DATE,
  REFERENCE_REPEATED,
  REFERENCE_TAKEN
}
