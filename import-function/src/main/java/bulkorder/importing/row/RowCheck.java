package bulkorder.importing.row;

import static bulkorder.importing.row.OrderColumn.AMOUNT;
import static bulkorder.importing.row.OrderColumn.CURRENCY;
import static bulkorder.importing.row.OrderColumn.CUSTOMER_EMAIL;
import static bulkorder.importing.row.OrderColumn.CUSTOMER_NAME;
import static bulkorder.importing.row.OrderColumn.LANGUAGE;
import static bulkorder.importing.row.OrderColumn.NOTE;
import static bulkorder.importing.row.OrderColumn.ORDER_REFERENCE;
import static bulkorder.importing.row.OrderColumn.PAYMENT_METHOD;
import static bulkorder.importing.row.OrderColumn.PRODUCT_CODE;
import static bulkorder.importing.row.OrderColumn.QUANTITY;
import static bulkorder.importing.row.OrderColumn.REQUESTED_DATE;
import static bulkorder.importing.row.OrderColumn.UNIT_PRICE;

import bulkorder.importing.file.TextRow;
import bulkorder.importing.row.ClientTerms.PaymentTerms;
import bulkorder.ledger.CardNumbers;
import bulkorder.ledger.Money;
import bulkorder.ledger.RowErrorCode;
import bulkorder.ledger.imports.FileTotals;
import bulkorder.ledger.imports.ImportedRow;
import bulkorder.ledger.imports.OrderLine;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns the rows of one file into orders, or into all that is wrong with each of them. */
public final class RowCheck {

  private static final WholeNumberRule QUANTITIES = new WholeNumberRule(1, 1_000_000);
  private static final List<String> LANGUAGES = List.of("ja", "en");
  private static final String DEFAULT_CURRENCY = "JPY";

  private final Header header;
  private final ClientTerms terms;
  private final Map<String, BigDecimal> sums = new HashMap<>();
  private int rows;
  private boolean cardNumberFound;

  /** Checks rows below this header for a client with these terms. */
  public RowCheck(Header header, ClientTerms terms) {
    this.header = header;
    this.terms = terms;
  }

  /** The header that the rows stand below. */
  public Header header() {
    return header;
  }

  /** What the rows that were checked come to. */
  public FileTotals totals() {
    return new FileTotals(rows, sums);
  }

  /** Whether one of the rows that were checked has a card number. */
  public boolean cardNumberFound() {
    return cardNumberFound;
  }

  /** Checks a row by itself; what it has in common with other rows is the ledger's to check. */
  public ImportedRow check(TextRow row) {
    rows++;
    var errors = new RowErrors();
    if (!header.fits(row.fields().size())) {
      return ragged(row, errors);
    }
    var values = RowValues.of(row, header, errors);
    OrderLine line = orderLine(values, errors);
    return line != null
        ? new ImportedRow.Good(row.number(), row.fields(), line)
        : new ImportedRow.Bad(
            row.number(), row.fields(), errors.list(), values.get(ORDER_REFERENCE));
  }

  private ImportedRow ragged(TextRow row, RowErrors errors) {
    errors.addFieldCount(row.fields().size(), header.width());
    if (row.fields().stream().anyMatch(CardNumbers::in)) {
      errors.addCardNumber(null);
    }
    return new ImportedRow.Bad(row.number(), row.fields(), errors.list(), null);
  }

  private @Nullable OrderLine orderLine(RowValues values, RowErrors errors) {
    MailAddressRule.check(values.get(CUSTOMER_EMAIL), errors);
    Integer quantity = QUANTITIES.read(QUANTITY, values.get(QUANTITY), errors);
    BigDecimal unitPrice = DecimalRule.read(UNIT_PRICE, values.get(UNIT_PRICE), errors);
    BigDecimal stated = DecimalRule.read(AMOUNT, values.get(AMOUNT), errors);
    PaymentTerms payment = paymentTerms(values, errors);
    String language = language(values, errors);
    LocalDate date = DateRule.read(REQUESTED_DATE, values.get(REQUESTED_DATE), errors);
    if (quantity == null || unitPrice == null || payment == null) {
      return null;
    }
    Money amount = AmountRule.read(quantity, unitPrice, stated, payment, errors);
    if (amount == null || !errors.isEmpty()) {
      return null;
    }
    return new OrderLine(
        required(values, ORDER_REFERENCE),
        required(values, CUSTOMER_NAME),
        required(values, CUSTOMER_EMAIL),
        required(values, PRODUCT_CODE),
        quantity,
        unitPrice,
        amount,
        required(values, PAYMENT_METHOD),
        language,
        date,
        values.get(NOTE));
  }

  private @Nullable PaymentTerms paymentTerms(RowValues values, RowErrors errors) {
    String code = values.getOr(CURRENCY, DEFAULT_CURRENCY).toUpperCase(Locale.ROOT);
    PaymentTerms payment = terms.currencies().get(code);
    if (payment == null) {
      String allowed = String.join(", ", terms.currencies().keySet());
      errors.add(CURRENCY, RowErrorCode.CURRENCY_NOT_ALLOWED, code, allowed);
    }
    return payment;
  }

  private String language(RowValues values, RowErrors errors) {
    String language = values.getOr(LANGUAGE, terms.language()).toLowerCase(Locale.ROOT);
    if (!LANGUAGES.contains(language)) {
      String spoken = String.join(", ", LANGUAGES);
      errors.add(LANGUAGE, RowErrorCode.LANGUAGE_NOT_SUPPORTED, language, spoken);
    }
    return language;
  }

  private static String required(RowValues values, OrderColumn column) {
    return Objects.requireNonNull(values.get(column), column.title());
  }
}
