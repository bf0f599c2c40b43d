package bulkorder.importing.file;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which cell styles of a workbook show a number as a date or time. A format of the workbook's own
 * does where it has a letter of date or time outside of quotes, escapes and brackets.
 */
final class DateFormats {

  private static final Pattern NO_LETTERS_OF_A_DATE =
      Pattern.compile(
          "\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?![hHmMsS]+\\])[^\\]]*\\]|General", Pattern.DOTALL);
  private static final Pattern LETTER_OF_A_DATE = Pattern.compile("[yYmMdDhHsS]");

  private final BitSet dateStyles = new BitSet();

  private DateFormats() {}

  /** Reads the styles of a workbook, if it has any. */
  static DateFormats of(Optional<XmlPart> styles) throws IOException {
    var formats = new DateFormats();
    if (styles.isPresent()) {
      try (XmlPart xml = styles.get()) {
        formats.read(xml);
      }
    }
    return formats;
  }

  /**
   * Whether a style shows a date.
   *
   * @param style as a cell names it
   */
  boolean showsDate(@Nullable String style) {
    int number = WholeNumber.of(style);
    return number >= 0 && dateStyles.get(number);
  }

  private void read(XmlPart xml) throws IOException {
    Set<String> dateFormats = new HashSet<>();
    while (xml.next()) {
      if (xml.begins("numFmt") && isDate(xml.attribute("formatCode"))) {
        dateFormats.add(String.valueOf(xml.attribute("numFmtId")));
      } else if (xml.begins("cellXfs")) {
        readStyles(xml, dateFormats);
      }
    }
  }

  private void readStyles(XmlPart xml, Set<String> dateFormats) throws IOException {
    int style = 0;
    while (xml.next() && !xml.ends("cellXfs")) {
      if (xml.begins("xf")) {
        String format = String.valueOf(xml.attribute("numFmtId"));
        dateStyles.set(
            style, dateFormats.contains(format) || isBuiltInDate(WholeNumber.of(format)));
        style++;
      }
    }
  }

  /** ECMA-376, 18.8.30; those from 27 on are the dates of Japanese and other Asian workbooks. */
  private static boolean isBuiltInDate(int format) {
    return (format >= 14 && format <= 22)
        || (format >= 27 && format <= 36)
        || (format >= 45 && format <= 47)
        || (format >= 50 && format <= 58);
  }

  private static boolean isDate(@Nullable String code) {
    return code != null
        && LETTER_OF_A_DATE.matcher(NO_LETTERS_OF_A_DATE.matcher(code).replaceAll("")).find();
  }
}
