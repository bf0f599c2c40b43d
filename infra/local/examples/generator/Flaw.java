import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** The ways in which a row can be bad. */
enum Flaw {
  NO_EMAIL(row -> row.with(Column.CUSTOMER_EMAIL, "")),
  QUANTITY_ZERO(row -> row.with(Column.QUANTITY, "0").with(Column.AMOUNT, "")),
  AMOUNT_WRONG(row -> row.priced(3, 1200).with(Column.AMOUNT, "3500")),
  YEN_WITH_DECIMALS(row -> row.with(Column.UNIT_PRICE, "199.50").with(Column.AMOUNT, "")),
  CURRENCY_UNKNOWN(row -> row.with(Column.CURRENCY, "XYZ")),
  ABOVE_MAXIMUM(row -> row.priced(20, 60_000)),
  BELOW_MINIMUM(row -> row.priced(1, 50)),
  NO_SUCH_DAY(row -> row.with(Column.REQUESTED_DATE, "2027-02-30")),
  LANGUAGE_UNKNOWN(row -> row.with(Column.LANGUAGE, "fr")),
  REPEATED((_, before) -> before),
  REPEATED_OTHERWISE(
      (row, before) -> row.with(Column.ORDER_REFERENCE, before.get(Column.ORDER_REFERENCE))),
  CARD_IN_NOTE(row -> row.with(Column.NOTE, "card 4111 1111 1111 1111")),
  LINE_CUT(row -> row.ragged(5)),
  NAME_TOO_LONG(row -> row.with(Column.CUSTOMER_NAME, "長い名前".repeat(75))),
  QUANTITY_WORD(row -> row.with(Column.QUANTITY, "三").with(Column.AMOUNT, "")),
  QUANTITY_FRACTION(row -> row.with(Column.QUANTITY, "1.5").with(Column.AMOUNT, "")),
  PRICE_NEGATIVE(row -> row.with(Column.UNIT_PRICE, "-500").with(Column.AMOUNT, "")),
  PRICE_WORD(row -> row.with(Column.UNIT_PRICE, "free").with(Column.AMOUNT, "")),
  EMAIL_WITHOUT_AT(row -> row.with(Column.CUSTOMER_EMAIL, "sakura.example.com")),
  NO_REFERENCE(row -> row.with(Column.ORDER_REFERENCE, "")),
  NO_NAME(row -> row.with(Column.CUSTOMER_NAME, "")),
  NO_PAYMENT_METHOD(row -> row.with(Column.PAYMENT_METHOD, "")),
  NO_PRODUCT(row -> row.with(Column.PRODUCT_CODE, "")),
  DATE_WORD(row -> row.with(Column.REQUESTED_DATE, "tomorrow")),
  QUANTITY_HUGE(row -> row.with(Column.QUANTITY, "99999999999").with(Column.AMOUNT, "")),
  FIELD_TOO_MANY(row -> row.ragged(13)),
  TWO_ERRORS(
      row ->
          row.with(Column.CUSTOMER_EMAIL, "").with(Column.QUANTITY, "0").with(Column.AMOUNT, "")),
  CONTROL_CHARACTER(row -> row.with(Column.CUSTOMER_NAME, "Bell\u0007 Ringer")),
  CARD_AS_PAYMENT(row -> row.with(Column.PAYMENT_METHOD, "5555555555554444")),
  AMOUNT_WORD(row -> row.with(Column.AMOUNT, "1,980円"));

  private final BinaryOperator<Row> spoil;

  Flaw(UnaryOperator<Row> spoil) {
    this((row, _) -> spoil.apply(row));
  }

  Flaw(BinaryOperator<Row> spoil) {
    this.spoil = spoil;
  }

  Row spoil(Row row, Row before) {
    return spoil.apply(row, before);
  }
}
