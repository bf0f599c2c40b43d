package bulkorder.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;

/** A file of orders as Excel keeps it. */
final class OrderWorkbook {
  private OrderWorkbook() {}

  /**
   * The bytes of a workbook with one sheet.
   *
   * @param rows numbers become cells of numbers, everything else cells of text
   */
  @SafeVarargs
  static byte[] of(List<String> header, List<Object>... rows) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var workbook = new Workbook(bytes, "test", "1.0")) {
      var sheet = workbook.newWorksheet("注文");
      for (int column = 0; column < header.size(); column++) {
        sheet.value(0, column, header.get(column));
        for (int row = 0; row < rows.length; row++) {
          if (rows[row].get(column) instanceof Number number) {
            sheet.value(row + 1, column, number);
          } else {
            sheet.value(row + 1, column, rows[row].get(column).toString());
          }
        }
      }
    }
    return bytes.toByteArray();
  }
}
