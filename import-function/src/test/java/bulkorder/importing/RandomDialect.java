package bulkorder.importing;

import bulkorder.ledger.imports.FileDialect;
import bulkorder.ledger.imports.FileDialect.EncodingFound;
import bulkorder.ledger.imports.FileDialect.Format;
import bulkorder.ledger.imports.OrderLine;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** One of the ways in which a client may write the same orders. */
record RandomDialect(
    Format format, Encoding encoding, char delimiter, LineDelimiter lineEnd, boolean compressed) {

  private static final List<String> COLUMNS = List.of(ReadFile.HEADER.strip().split(","));
  private static final ObjectMapper JSON = new ObjectMapper();

  enum Encoding {
    UTF_8("UTF-8", EncodingFound.CONTENT),
    UTF_8_MARKED("UTF-8", EncodingFound.BYTE_ORDER_MARK),
    UTF_16_LITTLE("UTF-16LE", EncodingFound.BYTE_ORDER_MARK),
    UTF_16_BIG("UTF-16BE", EncodingFound.BYTE_ORDER_MARK),
    WINDOWS_31J("windows-31j", EncodingFound.CONTENT);

    private final String charset;
    private final EncodingFound found;

    Encoding(String charset, EncodingFound found) {
      this.charset = charset;
      this.found = found;
    }

    /** What of a text can be written at all. */
    String writable(String text) {
      var encoder = Charset.forName(charset).newEncoder();
      var writable = new StringBuilder();
      text.codePoints()
          .mapToObj(Character::toString)
          .filter(encoder::canEncode)
          .forEach(writable::append);
      return writable.toString();
    }

    private byte[] bytes(String text) {
      String mark = found == EncodingFound.BYTE_ORDER_MARK ? "\ufeff" : "";
      return (mark + text).getBytes(Charset.forName(charset));
    }
  }

  /** What should be found out of a file that was written so. */
  FileDialect expected(boolean ascii) {
    return switch (format) {
      case CSV -> text(delimiter, ascii);
      case JSON_LINES -> text(null, ascii);
      case XLSX -> new FileDialect(format, null, null, false, null, "注文", compressed);
    };
  }

  private FileDialect text(@Nullable Character delimiter, boolean ascii) {
    boolean marked = encoding.found == EncodingFound.BYTE_ORDER_MARK;
    String charset = ascii && !marked ? "UTF-8" : encoding.charset;
    return new FileDialect(format, charset, encoding.found, marked, delimiter, null, compressed);
  }

  byte[] written(List<OrderLine> orders) throws IOException {
    byte[] bytes =
        switch (format) {
          case CSV -> encoding.bytes(csv(orders));
          case JSON_LINES -> encoding.bytes(jsonLines(orders));
          case XLSX -> workbook(orders);
        };
    return compressed ? packed(bytes) : bytes;
  }

  private String csv(List<OrderLine> orders) throws IOException {
    var text = new StringWriter();
    try (var csv =
        CsvWriter.builder().fieldSeparator(delimiter).lineDelimiter(lineEnd).build(text)) {
      csv.writeRecord(COLUMNS);
      for (OrderLine order : orders) {
        csv.writeRecord(values(order).stream().map(RandomDialect::plain).toList());
      }
    }
    return text.toString();
  }

  private String jsonLines(List<OrderLine> orders) throws IOException {
    var text = new StringBuilder();
    for (OrderLine order : orders) {
      Map<String, Object> object = new LinkedHashMap<>();
      List<Object> values = values(order);
      for (int i = 0; i < values.size(); i++) {
        boolean kept = values.get(i) instanceof BigDecimal || values.get(i) instanceof Integer;
        object.put(COLUMNS.get(i), kept ? values.get(i) : plain(values.get(i)));
      }
      text.append(JSON.writeValueAsString(object)).append(lineEnd);
    }
    return text.toString();
  }

  private static byte[] workbook(List<OrderLine> orders) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var workbook = new Workbook(bytes, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("注文");
      for (int column = 0; column < COLUMNS.size(); column++) {
        sheet.value(0, column, COLUMNS.get(column));
        for (int row = 1; row <= orders.size(); row++) {
          put(sheet, row, column, values(orders.get(row - 1)).get(column));
        }
      }
    }
    return bytes.toByteArray();
  }

  private static void put(Worksheet sheet, int row, int column, Object value) {
    if (value instanceof Number number) {
      sheet.value(row, column, number);
    } else if (value instanceof LocalDate date) {
      sheet.value(row, column, date);
      sheet.style(row, column).format("yyyy/m/d").set();
    } else {
      sheet.value(row, column, value.toString());
    }
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  private static String plain(Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  private static List<Object> values(OrderLine order) {
    return List.of(
        order.orderReference(),
        order.customerName(),
        order.customerEmail(),
        order.productCode(),
        order.quantity(),
        order.unitPrice(),
        order.amount().amount(),
        order.amount().currency().getCurrencyCode(),
        order.paymentMethod(),
        order.language(),
        Objects.requireNonNullElse(order.requestedDate(), ""),
        Objects.requireNonNullElse(order.note(), ""));
  }
}
