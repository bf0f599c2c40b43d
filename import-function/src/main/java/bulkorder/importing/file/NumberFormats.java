package bulkorder.importing.file;

import bulkorder.ledger.row.CurrencyName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the cell styles of a workbook show numbers, as far as it changes what a number says: as a
 * date or time, with a sign of a currency, with zeros in front. A format of the workbook's own
 * shows a date where it has a letter of date or time outside of quotes, escapes and brackets.
 */
final class NumberFormats {

  private static final Pattern NO_LETTERS_OF_A_DATE =
      Pattern.compile(
          "\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?![hHmMsS]+\\])[^\\]]*\\]|General", Pattern.DOTALL);
  private static final Pattern LETTER_OF_A_DATE = Pattern.compile("[yYmMdDhHsS]");

  /**
   * A currency with or without its locale, anything else in brackets, a quoted or an escaped text,
   * a sign by itself.
   */
  private static final Pattern TEXT_OF_A_FORMAT =
      Pattern.compile(
          "\\[\\$([^\\]-]+)[^\\]]*\\]|\\[[^\\]]*\\]|\"([^\"]*)\"|\\\\(.)|(\\p{Sc})",
          Pattern.DOTALL);

  private static final Pattern CURRENCY = Pattern.compile("\\p{Lu}{0,3}\\p{Sc}|円");
  private static final Pattern CURRENCY_CODE = Pattern.compile("[A-Z]{3}");
  private static final Pattern DIGIT_OF_A_FORMAT = Pattern.compile("[0#?]");
  private static final Pattern ZEROS = Pattern.compile("0{2,}");
  private static final Pattern WHOLE = Pattern.compile("[0-9]+");

  /**
   * One format.
   *
   * @param digitsMin how many digits a whole number has at least
   * @param before the sign of a currency in front of the number, or empty
   * @param after the same behind it
   */
  private record Format(boolean date, int digitsMin, String before, String after) {

    static final Format PLAIN = new Format(false, 0, "", "");
    static final Format DATE = new Format(true, 0, "", "");

    static Format of(String code) {
      if (LETTER_OF_A_DATE.matcher(NO_LETTERS_OF_A_DATE.matcher(code).replaceAll("")).find()) {
        return DATE;
      }
      return ZEROS.matcher(code).matches()
          ? new Format(false, code.length(), "", "")
          : withCurrency(code.split(";", 2)[0]);
    }

    /** Of the format of numbers that are not negative. */
    private static Format withCurrency(String code) {
      Matcher text = TEXT_OF_A_FORMAT.matcher(code);
      while (text.find()) {
        String sign = sign(text);
        if (!sign.isEmpty()) {
          boolean first = !DIGIT_OF_A_FORMAT.matcher(code.substring(0, text.start())).find();
          return new Format(false, 0, first ? sign : "", first ? "" : sign);
        }
      }
      return PLAIN;
    }

    /** What is named as a currency is one; of other texts, what looks like one. */
    private static String sign(Matcher text) {
      if (text.group(1) != null) {
        return text.group(1).strip();
      }
      String other =
          Objects.requireNonNullElse(
              text.group(2), Objects.requireNonNullElse(text.group(3), text.group()));
      boolean currency = CURRENCY.matcher(other.strip()).matches() || isCode(other.strip());
      return currency ? other.strip() : "";
    }

    private static boolean isCode(String text) {
      return CURRENCY_CODE.matcher(text).matches() && CurrencyName.code(text) != null;
    }

    String shown(String number) {
      String digits =
          WHOLE.matcher(number).matches() && number.length() < digitsMin
              ? "0".repeat(digitsMin - number.length()) + number
              : number;
      return before + digits + after;
    }
  }

  /** More than the programs that write workbooks can. */
  private static final int STYLES_MAX = 65_536;

  private final List<Format> styles = new ArrayList<>();

  private NumberFormats() {}

  /** Reads the styles of a workbook, if it has any. */
  static NumberFormats of(Optional<XmlPart> styles) throws IOException {
    var formats = new NumberFormats();
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
    return format(style).date();
  }

  /**
   * A number as a style that shows no date shows it: separators and decimal places left out, which
   * change nothing.
   */
  String shown(@Nullable String style, String number) {
    return format(style).shown(number);
  }

  private Format format(@Nullable String style) {
    int number = WholeNumber.of(style);
    return number >= 0 && number < styles.size() ? styles.get(number) : Format.PLAIN;
  }

  private void read(XmlPart xml) throws IOException {
    Map<String, Format> own = new HashMap<>();
    while (xml.next()) {
      if (xml.begins("numFmt")) {
        String code = xml.attribute("formatCode");
        if (code != null && own.size() < STYLES_MAX) {
          own.put(String.valueOf(xml.attribute("numFmtId")), Format.of(code));
        }
      } else if (xml.begins("cellXfs")) {
        readStyles(xml, own);
      }
    }
  }

  private void readStyles(XmlPart xml, Map<String, Format> own) throws IOException {
    while (xml.next() && !xml.ends("cellXfs")) {
      if (xml.begins("xf")) {
        if (styles.size() == STYLES_MAX) {
          throw xml.broken();
        }
        String format = String.valueOf(xml.attribute("numFmtId"));
        Format otherwise = isBuiltInDate(WholeNumber.of(format)) ? Format.DATE : Format.PLAIN;
        styles.add(own.getOrDefault(format, otherwise));
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
}
