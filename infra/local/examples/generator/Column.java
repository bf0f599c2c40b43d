import java.util.Locale;

/** The columns of an order file, in their sequence. */
enum Column {
  ORDER_REFERENCE,
  CUSTOMER_NAME,
  CUSTOMER_EMAIL,
  PRODUCT_CODE,
  QUANTITY,
  UNIT_PRICE,
  AMOUNT,
  CURRENCY,
  PAYMENT_METHOD,
  LANGUAGE,
  REQUESTED_DATE,
  NOTE;

  /** As the header names it. */
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
