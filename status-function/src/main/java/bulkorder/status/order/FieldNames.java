package bulkorder.status.order;

import bulkorder.ledger.row.OrderColumn;
import java.util.Locale;
import java.util.regex.Pattern;

/** The names that the columns of an order file have in JSON. */
public final class FieldNames {

  private static final Pattern NEXT_WORD = Pattern.compile("_([a-z])");

  private FieldNames() {}

  /** The name of the field that is this column: {@code unitPrice}. */
  public static String of(OrderColumn column) {
    return of(column.title());
  }

  /** The name of the field that a column's title stands for. */
  static String of(String title) {
    return NEXT_WORD.matcher(title).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
  }
}
