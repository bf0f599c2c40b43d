package bulkorder.importing.row;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The columns of an order file. A header may have them in any sequence, with columns of the
 * client's own between them.
 */
public enum OrderColumn {
  ORDER_REFERENCE(100, Trait.REQUIRED),
  CUSTOMER_NAME(200, Trait.REQUIRED, Trait.MASKED),
  CUSTOMER_EMAIL(254, Trait.REQUIRED, Trait.MASKED),
  PRODUCT_CODE(100, Trait.REQUIRED),
  QUANTITY(100, Trait.REQUIRED),
  UNIT_PRICE(100, Trait.REQUIRED),
  AMOUNT(100),
  CURRENCY(100),
  PAYMENT_METHOD(255, Trait.REQUIRED, Trait.MASKED),
  LANGUAGE(100),
  REQUESTED_DATE(100),
  NOTE(2000, Trait.MASKED, Trait.LINE_BREAKS);

  private enum Trait {
    REQUIRED,
    MASKED,
    LINE_BREAKS
  }

  private static final Map<String, OrderColumn> BY_TITLE =
      Arrays.stream(values()).collect(Collectors.toMap(OrderColumn::title, Function.identity()));

  private final int charsMax;
  private final boolean required;
  private final boolean masked;
  private final boolean lineBreaks;
  private final String title;

  OrderColumn(int charsMax, Trait... traits) {
    this.charsMax = charsMax;
    this.required = List.of(traits).contains(Trait.REQUIRED);
    this.masked = List.of(traits).contains(Trait.MASKED);
    this.lineBreaks = List.of(traits).contains(Trait.LINE_BREAKS);
    this.title = name().toLowerCase(Locale.ROOT);
  }

  /** The column that a header field names, if it is one; case and surrounding space are ignored. */
  static Optional<OrderColumn> named(String headerField) {
    return Optional.ofNullable(BY_TITLE.get(Whitespace.trim(headerField).toLowerCase(Locale.ROOT)));
  }

  /** The column's name in files, errors and the API. */
  public String title() {
    return title;
  }

  /** How many characters (Unicode code points) its values may have. */
  int charsMax() {
    return charsMax;
  }

  /** Whether each row must have a value, and so each file the column. */
  boolean required() {
    return required;
  }

  /** Whether errors must not repeat its values. */
  boolean masked() {
    return masked;
  }

  /** Whether its values may have more than one line. */
  boolean lineBreaks() {
    return lineBreaks;
  }
}
