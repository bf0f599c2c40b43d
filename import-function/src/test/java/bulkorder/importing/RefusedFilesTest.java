package bulkorder.importing;

import static bulkorder.importing.ReadFile.HEADER;
import static bulkorder.importing.ReadFile.LIMITS;
import static bulkorder.ledger.RejectionCode.BROKEN_GZIP;
import static bulkorder.ledger.RejectionCode.BROKEN_WORKBOOK;
import static bulkorder.ledger.RejectionCode.EMPTY_FILE;
import static bulkorder.ledger.RejectionCode.FIELD_TOO_LONG;
import static bulkorder.ledger.RejectionCode.FILE_TOO_LARGE;
import static bulkorder.ledger.RejectionCode.LINE_TOO_LONG;
import static bulkorder.ledger.RejectionCode.MISSING_COLUMNS;
import static bulkorder.ledger.RejectionCode.NOT_IN_ENCODING;
import static bulkorder.ledger.RejectionCode.NOT_TEXT;
import static bulkorder.ledger.RejectionCode.NO_HEADER;
import static bulkorder.ledger.RejectionCode.NO_ROWS;
import static bulkorder.ledger.RejectionCode.REPEATED_COLUMN;
import static bulkorder.ledger.RejectionCode.TOO_MANY_COLUMNS;
import static bulkorder.ledger.RejectionCode.TOO_MANY_ROWS;
import static bulkorder.ledger.RejectionCode.UNCLOSED_QUOTE;
import static bulkorder.ledger.RejectionCode.UNDECODABLE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusedFilesTest {

  private static final String ROW =
      "R-1,Mori Yui,yui@example.com,TEA,2,500,1000,JPY,tok_visa,ja,2026-12-01,\n";

  private static final String FAR_BEHIND = Integer.toString(HEADER.length() + 9_000 + 120_000);

  static Stream<Arguments> files() {
    return Stream.of(
        arguments("nothing", utf8(""), EMPTY_FILE, Map.of()),
        arguments("a byte order mark alone", utf8("\ufeff"), EMPTY_FILE, Map.of()),
        arguments("blank lines", utf8("\r\n\n  \n"), EMPTY_FILE, Map.of()),
        arguments("a header alone", utf8(HEADER), NO_ROWS, Map.of()),
        arguments("a header and blank rows", utf8(HEADER + "\n,,,\n"), NO_ROWS, Map.of()),
        arguments("a ZIP archive", latin1("PK\3\4rest"), BROKEN_WORKBOOK, Map.of("part", "ZIP")),
        arguments("a PDF", latin1("%PDF-1.7\n"), NOT_TEXT, Map.of("format", "PDF")),
        arguments("a PNG", latin1("\u0089PNG\r\n\u001a\n\0"), NOT_TEXT, Map.of("format", "PNG")),
        arguments("gzip that breaks off", latin1("\u001f\u008b\b\0"), BROKEN_GZIP, Map.of()),
        arguments("a NUL", utf8(HEADER + "a\0b"), NOT_TEXT, Map.of("format", "BINARY")),
        arguments(
            "UTF-16 without mark", HEADER.getBytes(UTF_16LE), NOT_TEXT, Map.of("format", "BINARY")),
        arguments(
            "neither UTF-8 nor Shift_JIS",
            latin1("\n\u00ff"),
            UNDECODABLE,
            Map.of("utf8Offset", "1", "windows31jOffset", "1")),
        arguments(
            "half a character at the end",
            latin1("order_reference\n\u00e6\u00b3\u00a8\u00e6"),
            NOT_IN_ENCODING,
            Map.of("encoding", "UTF-8", "offset", "19")),
        arguments(
            "a lone surrogate in UTF-8",
            latin1("order_reference\nab\u00ed\u00a0\u0080"),
            UNDECODABLE,
            Map.of("utf8Offset", "18", "windows31jOffset", "20")),
        arguments(
            "malformed far behind",
            latin1(HEADER + "x".repeat(9_000) + ",\n".repeat(60_000) + "\u00ff"),
            UNDECODABLE,
            Map.of("utf8Offset", FAR_BEHIND, "windows31jOffset", FAR_BEHIND)),
        arguments(
            "no header", utf8(ROW + ROW), NO_HEADER, Map.of("row", "1", "required", REQUIRED)),
        arguments("HTML", utf8("<html>"), NOT_TEXT, Map.of("format", "HTML")),
        arguments(
            "missing columns",
            utf8(" Order_Reference ,QUANTITY,colour,\n"),
            MISSING_COLUMNS,
            Map.of(
                "missing",
                    "customer_name, customer_email, product_code, unit_price, payment_method",
                "found", "Order_Reference, QUANTITY, colour, ")),
        arguments(
            "a repeated column",
            utf8("order_reference,quantity,,, QUANTITY\n"),
            REPEATED_COLUMN,
            Map.of(
                "column", "quantity",
                "first", "2",
                "firstName", "quantity",
                "second", "5",
                "secondName", "QUANTITY")),
        arguments(
            "a repeated column that is not ours",
            utf8("order_reference,colour,Colour\n"),
            REPEATED_COLUMN,
            Map.of(
                "column", "colour",
                "first", "2",
                "firstName", "colour",
                "second", "3",
                "secondName", "Colour")),
        arguments("101 columns", utf8(",".repeat(100) + "\n"), EMPTY_FILE, Map.of()),
        arguments(
            "101 named columns",
            utf8("x,".repeat(100) + "x\n"),
            TOO_MANY_COLUMNS,
            Map.of("columns", "101", "columnsMax", "100")),
        arguments(
            "a long field",
            utf8(HEADER + ROW + "a,b," + "x".repeat(10_001)),
            FIELD_TOO_LONG,
            Map.of("row", "3", "columnNumber", "3", "charsMax", "10000")),
        arguments(
            "a long record",
            utf8(HEADER + ("x".repeat(9_999) + ",").repeat(11)),
            LINE_TOO_LONG,
            Map.of("line", "2", "charsMax", "100000")),
        arguments(
            "one line without end",
            utf8(HEADER + "x".repeat(3_000_000)),
            LINE_TOO_LONG,
            Map.of("line", "2", "charsMax", "100000")),
        arguments(
            "a quote that nothing closes in a large file",
            utf8(HEADER + "\"" + ROW.repeat(50_000)),
            LINE_TOO_LONG,
            Map.of("line", "2", "charsMax", "100000")),
        arguments(
            "a quote that nothing closes",
            utf8(HEADER + ROW + "\n\"" + ROW),
            UNCLOSED_QUOTE,
            Map.of("line", "4")),
        arguments(
            "something behind a closing quote",
            utf8(HEADER + ROW + "\"R\"2,x\n"),
            UNCLOSED_QUOTE,
            Map.of("line", "3")));
  }

  private static final String REQUIRED =
      "order_reference, customer_name, customer_email, product_code, quantity, unit_price,"
          + " payment_method";

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void a_file_that_cannot_be_taken_is_refused_with_the_place(
      String name, byte[] bytes, RejectionCode code, Map<String, String> values) {
    assertThat(ReadFile.of(bytes, LIMITS).rejection()).isEqualTo(new Rejection(code, values));
  }

  @Test
  void a_file_above_its_size_is_refused_whatever_the_store_says_of_it() {
    byte[] bytes = utf8(HEADER + ROW.repeat(10));
    var limits = ReadFile.bounds(HEADER.length() + 1L, 10);
    assertThat(ReadFile.of(bytes, limits).rejection())
        .isEqualTo(
            new Rejection(
                FILE_TOO_LARGE, Map.of("bytesMax", Integer.toString(HEADER.length() + 1))));
  }

  @Test
  void a_file_with_more_rows_than_the_client_may_send_is_refused() {
    byte[] bytes = utf8(HEADER + ROW.repeat(3));
    assertThat(ReadFile.of(bytes, LIMITS.withRowsMax(2)).rejection())
        .isEqualTo(new Rejection(TOO_MANY_ROWS, Map.of("rowsMax", "2")));
    assertThat(ReadFile.of(bytes, LIMITS.withRowsMax(3)).rows()).hasSize(3);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] latin1(String bytes) {
    return bytes.getBytes(ISO_8859_1);
  }
}
