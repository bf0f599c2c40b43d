package bulkorder.importing;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A file of one row that is good but for what a test makes of it. */
record Row(Map<String, String> values) {

  /** Two of something for 500 yen each; the amount is left to be multiplied. */
  static Row good() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("order_reference", "R-1");
    values.put("customer_name", "Mori Yui");
    values.put("customer_email", "yui@example.com");
    values.put("product_code", "TEA");
    values.put("quantity", "2");
    values.put("unit_price", "500");
    values.put("payment_method", "tok_visa");
    return new Row(values);
  }

  Row with(String column, String value) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.put(column, value);
    return new Row(changed);
  }

  ReadFile read() {
    return ReadFile.of(text());
  }

  String text() {
    var text = new StringWriter();
    try (var csv = CsvWriter.builder().build(text)) {
      csv.writeRecord(values.keySet()).writeRecord(values.values());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
