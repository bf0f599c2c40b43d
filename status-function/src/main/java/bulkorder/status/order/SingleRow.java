package bulkorder.status.order;

import bulkorder.ledger.batch.Client;
import bulkorder.ledger.imports.FileDialect;
import bulkorder.ledger.imports.FileDialect.EncodingFound;
import bulkorder.ledger.imports.FileDialect.Format;
import bulkorder.ledger.imports.ImportedRow;
import bulkorder.ledger.imports.ImportedRow.Good;
import bulkorder.ledger.imports.RowSource.Reading.Complete;
import bulkorder.ledger.row.ClientTerms;
import bulkorder.ledger.row.Header;
import bulkorder.ledger.row.OrderColumn;
import bulkorder.ledger.row.RowCheck;
import bulkorder.ledger.row.TextRow;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** One order, checked as the only line of a file of JSON lines would be. */
final class SingleRow {

  private static final int ROW_NUMBER = 1;
  private static final List<OrderColumn> COLUMNS = List.of(OrderColumn.values());
  private static final List<String> TITLES = COLUMNS.stream().map(OrderColumn::title).toList();
  private static final FileDialect DIALECT =
      new FileDialect(Format.JSON_LINES, "UTF-8", EncodingFound.CONTENT, false, null, null, false);

  private final RowCheck check;
  private final ImportedRow row;

  private SingleRow(RowCheck check, ImportedRow row) {
    this.check = check;
    this.row = row;
  }

  /** Checks an order of a client. */
  static SingleRow of(NewOrder order, Client client) {
    ClientTerms terms = ClientTerms.of(client);
    var check =
        new RowCheck(Header.of(new TextRow(ROW_NUMBER, TITLES), TITLES.size()), terms, _ -> terms);
    Map<OrderColumn, String> values = order.values();
    List<String> fields = COLUMNS.stream().map(column -> values.getOrDefault(column, "")).toList();
    return new SingleRow(check, check.check(new TextRow(ROW_NUMBER, fields)));
  }

  /** The row, good or bad. */
  ImportedRow row() {
    return row;
  }

  /** What else there is to know of a good row. */
  Complete complete(Good good) {
    return new Complete(
        HexFormat.of().formatHex(good.line().digest()),
        DIALECT,
        TITLES,
        check.totals(),
        false,
        null);
  }
}
