package bulkorder.ledger.row;

import bulkorder.ledger.CardNumbers;
import bulkorder.ledger.RejectionCode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The line {@code #TOTAL,rows,sum} that may end a file; with {@code ,currency,sum,currency…} behind
 * it where a file has several currencies.
 */
public final class Trailer {

  private static final String MARK = "#TOTAL";
  private static final int FIELDS_MIN = 3;
  private static final WholeNumberRule ROWS = new WholeNumberRule(0, 999_999_999);

  private final RowCheck check;
  private @Nullable ControlTotals totals;

  /**
   * Of a file whose other rows are checked here.
   *
   * @param check is told of a card number in the trailer
   */
  public Trailer(RowCheck check) {
    this.check = check;
  }

  /**
   * Whether a row is the trailer, and no order.
   *
   * @throws RefusedFileException if it is malformed, or the trailer was seen before this row
   */
  public boolean is(TextRow row) {
    if (totals != null) {
      throw refused(RejectionCode.TRAILER_NOT_LAST, row);
    }
    if (!marked(row.fields().getFirst())) {
      return false;
    }
    check.noteCardNumbers(row);
    totals = read(row);
    return true;
  }

  /** What the trailer declares; nothing if there was none. */
  public ControlTotals totals() {
    return totals == null ? ControlTotals.NONE : totals;
  }

  private static boolean marked(String field) {
    return (field.indexOf('#') >= 0 || field.indexOf('＃') >= 0)
        && HalfWidth.of(Whitespace.trim(field)).equalsIgnoreCase(MARK);
  }

  private static ControlTotals read(TextRow row) {
    List<String> fields = withoutEmptyEnd(row.fields());
    Integer rows = fields.size() < FIELDS_MIN ? null : ROWS.parse(fields.get(1));
    if (rows == null || fields.stream().anyMatch(CardNumbers::in)) {
      throw refused(RejectionCode.TRAILER_MALFORMED, row);
    }
    Map<String, BigDecimal> sums = new HashMap<>();
    for (int i = 2; i < fields.size(); i += 2) {
      WrittenNumber sum = WrittenNumber.parse(fields.get(i));
      String currency = sum == null ? null : currency(fields, i + 1, sum);
      if (sum == null || currency == null || sums.put(currency, sum.value()) != null) {
        throw refused(RejectionCode.TRAILER_MALFORMED, row);
      }
    }
    return new ControlTotals(rows, sums);
  }

  /** The currency of a sum by its sign or by the field behind it; null if it is none. */
  private static @Nullable String currency(List<String> fields, int index, WrittenNumber sum) {
    String sign = sum.currency();
    if (fields.size() == FIELDS_MIN) {
      return sign == null ? ControlTotals.ONLY_CURRENCY : sign;
    }
    String code = index < fields.size() ? CurrencyName.code(fields.get(index)) : null;
    return sign == null || sign.equals(code) ? code : null;
  }

  /** Spreadsheets fill a short row up to the width of the others. */
  private static List<String> withoutEmptyEnd(List<String> fields) {
    List<String> trimmed = fields.stream().map(Whitespace::trim).toList();
    int end = trimmed.size();
    while (end > 0 && trimmed.get(end - 1).isEmpty()) {
      end--;
    }
    return trimmed.subList(0, end);
  }

  private static RefusedFileException refused(RejectionCode code, TextRow row) {
    return new RefusedFileException(code, Map.of("row", Integer.toString(row.number())));
  }
}
