package bulkorder.importing.file;

import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.row.RefusedFileException;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One cell of a sheet after the other, as text: what a person who sees the sheet would type. A
 * formula counts by its result; one whose result was never worked out, and an error, is a text with
 * a number sign, which is neither number nor date.
 */
final class WorkbookCell {

  private static final int COLUMNS_MAX = 16_384;
  private static final String NOT_WORKED_OUT = "#FORMULA!";
  private static final Pattern MIDNIGHT = Pattern.compile("T00:00(?::00(?:\\.0+)?)?Z?$");
  private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  private final XmlPart xml;
  private final SharedTexts texts;
  private final NumberFormats formats;
  private final boolean since1904;
  private final FileLimits limits;
  private String text = "";

  WorkbookCell(
      XmlPart xml, SharedTexts texts, NumberFormats formats, boolean since1904, FileLimits limits) {
    this.xml = xml;
    this.texts = texts;
    this.formats = formats;
    this.since1904 = since1904;
    this.limits = limits;
  }

  /**
   * Reads the cell that begins here, to its end.
   *
   * @param columnMin from 0, before which it cannot be
   * @return its column, from 0
   * @throws RefusedFileException if it cannot be read, or is not what it seems
   */
  int read(int rowNumber, int columnMin) throws IOException {
    int column = column(xml.attribute("r"), columnMin);
    String type = Objects.requireNonNullElse(xml.attribute("t"), "n");
    String style = xml.attribute("s");
    String value = null;
    boolean formula = false;
    while (xml.next() && !xml.ends("c")) {
      if (xml.begins("v")) {
        value = xml.text(limits.fieldCharsMax());
      } else if (xml.begins("is")) {
        value = xml.richText("is", limits.fieldCharsMax());
      } else if (xml.begins("f")) {
        formula = true;
      }
    }
    text =
        formula && notWorkedOut(type, value)
            ? NOT_WORKED_OUT
            : value == null ? "" : shown(type, style, value, rowNumber, column);
    limits.refuseLongField(text.length(), rowNumber, column + 1);
    CharacterCheck.refuse(text, rowNumber, column + 1);
    return column;
  }

  /** Only a result that is a text can be empty: other programs leave a place for it, empty. */
  private static boolean notWorkedOut(String type, @Nullable String value) {
    return value == null || (value.isBlank() && !type.equals("str"));
  }

  /** The text of the cell that was read last. */
  String text() {
    return text;
  }

  /** Cells may leave out their columns, but must not go back. */
  private int column(@Nullable String reference, int columnMin) {
    int column = reference == null ? columnMin : column(reference);
    if (column < columnMin || column >= COLUMNS_MAX) {
      throw xml.broken();
    }
    return column;
  }

  private static int column(String reference) {
    int column = 0;
    for (int i = 0; i < reference.length() && column <= COLUMNS_MAX; i++) {
      char c = reference.charAt(i);
      if (c < 'A' || c > 'Z') {
        break;
      }
      column = 26 * column + c - 'A' + 1;
    }
    return column - 1;
  }

  private String shown(
      String type, @Nullable String style, String value, int rowNumber, int column) {
    return switch (type) {
      case "s" -> unescaped(texts.get(WholeNumber.of(value)).orElseThrow(xml::broken));
      case "inlineStr", "str" -> unescaped(value);
      case "b" -> value.equals("1") ? "TRUE" : value.equals("0") ? "FALSE" : value;
      case "d" -> MIDNIGHT.matcher(value).replaceFirst("");
      case "n" -> number(value.strip(), style, rowNumber, column);
      default -> value;
    };
  }

  private String number(String value, @Nullable String style, int rowNumber, int column) {
    return formats.showsDate(style)
        ? CellNumber.date(value, since1904)
        : formats.shown(
            style, CellNumber.plain(value).orElseThrow(() -> inexact(rowNumber, column)));
  }

  private static RefusedFileException inexact(int rowNumber, int column) {
    return new RefusedFileException(
        RejectionCode.INEXACT_NUMBER,
        Map.of("row", Integer.toString(rowNumber), "columnNumber", Integer.toString(column + 1)));
  }

  /** Characters that XML cannot hold, and a carriage return, are escaped in workbooks. */
  private static String unescaped(String text) {
    return text.contains("_x") ? ESCAPE.matcher(text).replaceAll(WorkbookCell::character) : text;
  }

  private static String character(MatchResult escape) {
    return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16)));
  }
}
