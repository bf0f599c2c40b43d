package bulkorder.importing.report;

import bulkorder.ledger.imports.FileDialect;
import bulkorder.ledger.imports.FileDialect.Format;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How a report is written: as its client's file is. A workbook is answered with CSV in UTF-8 with a
 * byte order mark and commas, which Excel opens as it is; a compressed file with a plain one.
 *
 * @param byteOrderMark whether the text begins with one; UTF-16 always does
 */
record ReportForm(
    boolean jsonLines, Charset charset, boolean byteOrderMark, char delimiter, String extension) {

  private static final ReportForm FOR_EXCEL =
      new ReportForm(false, StandardCharsets.UTF_8, true, ',', "csv");

  static ReportForm of(FileDialect dialect) {
    String encoding = dialect.encoding();
    if (dialect.format() == Format.XLSX || encoding == null) {
      return FOR_EXCEL;
    }
    Charset charset = Charset.forName(encoding);
    if (!charset.canEncode()) {
      return FOR_EXCEL;
    }
    boolean jsonLines = dialect.format() == Format.JSON_LINES;
    Character delimiter = dialect.delimiter();
    return new ReportForm(
        jsonLines,
        charset,
        dialect.byteOrderMark() || charset.name().startsWith("UTF-16"),
        delimiter == null ? ',' : delimiter,
        jsonLines ? "jsonl" : "csv");
  }

  /** The media type of a report in this form. */
  String contentType() {
    return "%s; charset=%s"
        .formatted(jsonLines ? "application/x-ndjson" : "text/csv", charset.name());
  }
}
