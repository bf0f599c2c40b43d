package bulkorder.ledger.row;

import static bulkorder.ledger.row.OrderColumn.AMOUNT;
import static bulkorder.ledger.row.OrderColumn.CUSTOMER_EMAIL;
import static bulkorder.ledger.row.OrderColumn.CUSTOMER_NAME;
import static bulkorder.ledger.row.OrderColumn.LANGUAGE;
import static bulkorder.ledger.row.OrderColumn.NOTE;
import static bulkorder.ledger.row.OrderColumn.ORDER_REFERENCE;
import static bulkorder.ledger.row.OrderColumn.PAYMENT_METHOD;
import static bulkorder.ledger.row.OrderColumn.PRODUCT_CODE;
import static bulkorder.ledger.row.OrderColumn.QUANTITY;
import static bulkorder.ledger.row.OrderColumn.REQUESTED_DATE;
import static bulkorder.ledger.row.OrderColumn.UNIT_PRICE;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.CardNumbers;
import bulkorder.ledger.Money;
import bulkorder.ledger.imports.FileTotals;
import bulkorder.ledger.imports.ImportedRow;
import bulkorder.ledger.imports.OrderLine;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns the rows of one file into orders, or into all that is wrong with each of them. */
public final class RowCheck {

  /** The most that one order may have of a product. */
  public static final int QUANTITY_MAX = 1_000_000;

  private static final WholeNumberRule QUANTITIES = new WholeNumberRule(1, QUANTITY_MAX);

  private final Header header;
  private final ClientTerms terms;
  private final Function<BatchId, ClientTerms> termsOfCorrected;
  private CurrencyRule currencies;
  private final @Nullable Correction correction;
  private final Map<String, BigDecimal> sums = new HashMap<>();
  private int rows;
  private boolean cardNumberFound;

  /**
   * Checks rows below this header for a client.
   *
   * @param terms of rows that are no corrections
   * @param termsOfCorrected the terms of rows that correct a batch; asked once
   */
  public RowCheck(
      Header header, ClientTerms terms, Function<BatchId, ClientTerms> termsOfCorrected) {
    this.header = header;
    this.terms = terms;
    this.termsOfCorrected = termsOfCorrected;
    this.currencies = new CurrencyRule(header, terms);
    this.correction = header.isCorrection() ? new Correction(header) : null;
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

  /** The batch of which the rows that were checked are corrections, if they are. */
  public Optional<BatchId> correctedBatch() {
    return correction == null ? Optional.empty() : correction.batchId();
  }

  /**
   * Checks a row by itself; what it has in common with other rows is the ledger's to check. The
   * rows of a correction have the numbers that they have in the batch that is corrected.
   *
   * @throws RefusedFileException if the row of a correction does not say which row it corrects
   */
  public ImportedRow check(TextRow row) {
    rows++;
    if (correction != null) {
      noteCardNumbers(row); // before the row's number may refuse the file
    }
    int number = correction == null ? row.number() : correctedRow(row, correction);
    List<String> fields = correction == null ? row.fields() : Correction.unescaped(row.fields());
    return header.fits(fields.size()) ? checked(number, fields) : ragged(number, fields);
  }

  private int correctedRow(TextRow row, Correction corrections) {
    boolean first = corrections.batchId().isEmpty();
    int number = corrections.rowNumber(row);
    if (first) {
      BatchId corrected = corrections.batchId().orElseThrow();
      currencies = new CurrencyRule(header, termsOfCorrected.apply(corrected));
    }
    return number;
  }

  /** Sees whether a row that is not checked has a card number. */
  void noteCardNumbers(TextRow row) {
    cardNumberFound |= row.fields().stream().anyMatch(CardNumbers::in);
  }

  private ImportedRow checked(int number, List<String> fields) {
    var errors = new RowErrors();
    var values = RowValues.of(fields, header, errors);
    OrderLine line = orderLine(values, errors);
    List<String> source = source(fields, values.cardNumberFound());
    return line != null
        ? new ImportedRow.Good(number, source, line)
        : new ImportedRow.Bad(number, source, errors.list(), values.get(ORDER_REFERENCE));
  }

  private ImportedRow ragged(int number, List<String> fields) {
    var errors = new RowErrors();
    errors.addFieldCount(fields.size(), header.width());
    boolean card = fields.stream().anyMatch(CardNumbers::in);
    if (card) {
      errors.addCardNumber(null);
    }
    return new ImportedRow.Bad(number, source(fields, card), errors.list(), null);
  }

  private List<String> source(List<String> fields, boolean card) {
    cardNumberFound |= card;
    List<String> own = header.own(fields);
    return card ? own.stream().map(CardNumbers::masked).toList() : own;
  }

  private @Nullable OrderLine orderLine(RowValues values, RowErrors errors) {
    MailAddressRule.check(values.get(CUSTOMER_EMAIL), errors);
    Integer quantity = QUANTITIES.read(QUANTITY, values.get(QUANTITY), errors);
    AmountRule rule = amountRule(values, quantity, errors);
    Money amount = rule.read(errors);
    String language = LanguageRule.read(values.getOr(LANGUAGE, terms.language()), errors);
    LocalDate date = DateRule.read(REQUESTED_DATE, values.get(REQUESTED_DATE), errors);
    if (quantity == null || rule.unitPrice() == null || amount == null || !errors.isEmpty()) {
      return null;
    }
    return new OrderLine(
        required(values, ORDER_REFERENCE),
        required(values, CUSTOMER_NAME),
        required(values, CUSTOMER_EMAIL),
        required(values, PRODUCT_CODE),
        quantity,
        rule.unitPrice(),
        amount,
        required(values, PAYMENT_METHOD),
        language,
        date,
        values.get(NOTE));
  }

  private AmountRule amountRule(RowValues values, @Nullable Integer quantity, RowErrors errors) {
    String currency = currencies.read(values, errors);
    BigDecimal unitPrice = money(UNIT_PRICE, values, currency, errors);
    BigDecimal stated = money(AMOUNT, values, currency, errors);
    if (currency != null) {
      count(values, currency, quantity, unitPrice, stated);
    }
    return new AmountRule(
        quantity, positive(unitPrice), positive(stated), currencies.terms(currency));
  }

  private @Nullable BigDecimal money(
      OrderColumn column, RowValues values, @Nullable String currency, RowErrors errors) {
    WrittenNumber number = DecimalRule.read(column, values.get(column), errors);
    BigDecimal value = currencies.value(column, values, number, currency, errors);
    return value != null && DecimalRule.holds(value) ? value : null;
  }

  private static @Nullable BigDecimal positive(@Nullable BigDecimal number) {
    return number == null || number.signum() <= 0 ? null : number;
  }

  /** A row counts with what it states; also one that is bad for that. */
  private void count(
      RowValues values,
      String currency,
      @Nullable Integer quantity,
      @Nullable BigDecimal unitPrice,
      @Nullable BigDecimal stated) {
    if (stated != null) {
      sums.merge(currency, stated, BigDecimal::add);
    } else if (values.blank(AMOUNT) && quantity != null && unitPrice != null) {
      sums.merge(currency, unitPrice.multiply(BigDecimal.valueOf(quantity)), BigDecimal::add);
    }
  }

  private static String required(RowValues values, OrderColumn column) {
    return Objects.requireNonNull(values.get(column), column.title());
  }
}
