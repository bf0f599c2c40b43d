package bulkorder.ledger;

import java.util.Optional;

/**
 * What is wrong with a row. The codes are part of the API; each has a sentence in every language.
 */
public enum RowErrorCode {
  FIELD_COUNT("row-error"),
  REQUIRED("constraint-error"),
  TOO_LONG("constraint-error"),
  CONTROL_CHARACTER("constraint-error"),
  SPREADSHEET_ERROR("type-error"),
  CARD_NUMBER("forbidden-value"),
  NOT_A_WHOLE_NUMBER("type-error"),
  NOT_A_NUMBER("type-error"),
  OUT_OF_RANGE("constraint-error"),
  TOO_MANY_DECIMALS("constraint-error"),
  AMOUNT_MISMATCH("row-constraint"),
  AMOUNT_BELOW_MINIMUM("constraint-error"),
  AMOUNT_ABOVE_MAXIMUM("constraint-error"),
  PAYER_TOTAL_TOO_LOW("constraint-error"),
  CURRENCY_NOT_ALLOWED("constraint-error"),
  CURRENCY_SIGN_DIFFERS("row-constraint"),
  NOT_AN_EMAIL_ADDRESS("type-error"),
  FULL_WIDTH_EMAIL_ADDRESS("type-error"),
  LANGUAGE_NOT_SUPPORTED("constraint-error"),
  NOT_A_DATE("type-error"),
  REFERENCE_REPEATED("unique-error"),
  REFERENCE_TAKEN;

  private final Optional<String> frictionless;

  RowErrorCode() {
    this.frictionless = Optional.empty();
  }

  RowErrorCode(String frictionless) {
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
