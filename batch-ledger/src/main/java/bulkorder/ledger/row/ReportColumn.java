package bulkorder.ledger.row;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The columns that our reports add to those of a file. In a file that a client sends they are taken
 * for what is left of a report: they are no columns of the client's own.
 */
public enum ReportColumn {
  BATCH_ID("batch_id"),
  ROW_NUMBER("row_number"),
  ROW_STATUS("row_status"),
  ROW_CODES("row_codes"),
  ROW_MESSAGES("row_messages"),
  ORDER_ID("order_id"),
  PAYMENT_ID("payment_id");

  private static final Map<String, ReportColumn> BY_TITLE =
      Arrays.stream(values()).collect(Collectors.toMap(ReportColumn::title, Function.identity()));

  private final String title;

  ReportColumn(String title) {
    this.title = title;
  }

  /** The column that a name in a header is, written as the reports write it, in any case. */
  static Optional<ReportColumn> named(String name) {
    return Optional.ofNullable(BY_TITLE.get(Whitespace.trim(name).toLowerCase(Locale.ROOT)));
  }

  /** The column's name in reports. */
  public String title() {
    return title;
  }
}
