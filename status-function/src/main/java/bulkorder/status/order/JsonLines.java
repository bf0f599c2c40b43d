package bulkorder.status.order;

import bulkorder.ledger.row.OrderColumn;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes orders as the file of JSON lines that the import reads: order n is line n, and row n. */
@ApplicationScoped
class JsonLines {

  private final ObjectMapper json;

  JsonLines(ObjectMapper json) {
    this.json = json;
  }

  /** The file of these orders, in UTF-8. Every line has the columns that one of them has. */
  byte[] of(List<NewOrder> orders) {
    List<Map<OrderColumn, String>> rows = orders.stream().map(NewOrder::values).toList();
    Set<OrderColumn> columns = columns(rows);
    var bytes = new ByteArrayOutputStream();
    try (SequenceWriter lines = json.writer().withRootValueSeparator("\n").writeValues(bytes)) {
      for (Map<OrderColumn, String> row : rows) {
        Map<String, String> line = new LinkedHashMap<>();
        columns.forEach(column -> line.put(column.title(), row.getOrDefault(column, "")));
        lines.write(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /** A required column is there even if no order has it: its rows are bad then, not the file. */
  private static Set<OrderColumn> columns(List<Map<OrderColumn, String>> rows) {
    Set<OrderColumn> columns = EnumSet.noneOf(OrderColumn.class);
    Collections.addAll(columns, OrderColumn.values());
    columns.removeIf(
        column -> !column.required() && rows.stream().noneMatch(row -> row.containsKey(column)));
    return columns;
  }
}
