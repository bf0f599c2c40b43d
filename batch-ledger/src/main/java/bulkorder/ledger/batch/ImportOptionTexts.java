package bulkorder.ledger.batch;

import bulkorder.ledger.CardNumbers;
import bulkorder.ledger.Money;
import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.imports.FileWishes;
import bulkorder.ledger.text.Sentences;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads options from the texts that a client gave; the same rules for upload call and metadata. */
public final class ImportOptionTexts {

  /** The most characters of an encoding's name. */
  public static final int ENCODING_CHARS_MAX = 40;

  /** The most characters of a sheet's name. */
  public static final int SHEET_CHARS_MAX = 100;

  /** The most characters of a group's name. */
  public static final int GROUP_CHARS_MAX = 200;

  /** The most rows that can be declared, as a text. */
  public static final String ROWS_MAX = "9999999";

  /** The most currencies whose sums can be declared. */
  public static final int SUMS_MAX = 20;

  private static final int NOTIFICATIONS_CHARS_MAX = 100;
  private static final String NO_NOTIFICATIONS = "NONE";
  private static final Pattern ROWS = Pattern.compile("\\d{1,7}");
  private static final Pattern SUMS =
      Pattern.compile("[A-Z]{3}=\\d{1,15}(\\.\\d{1,4})?(;[A-Z]{3}=\\d{1,15}(\\.\\d{1,4})?){0,19}");

  private static final Map<String, Currency> CURRENCIES =
      Currency.availableCurrencies()
          .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, c -> c));

  private static final Map<String, Character> DELIMITERS =
      Map.of(
          "comma",
          ',',
          ",",
          ',',
          "tab",
          '\t',
          "\t",
          '\t',
          "semicolon",
          ';',
          ";",
          ';',
          "pipe",
          '|',
          "|",
          '|');

  private final Map<ImportOption, String> texts;

  private ImportOptionTexts(Map<ImportOption, String> texts) {
    this.texts = texts;
  }

  /**
   * Reads options; one that is not there has its default.
   *
   * @throws InvalidOptionException if a text is not what its option expects
   */
  public static ImportOptions read(Map<ImportOption, String> texts) throws InvalidOptionException {
    var given = new ImportOptionTexts(texts);
    return new ImportOptions(
        new FileWishes(
            given.text(ImportOption.ENCODING, ENCODING_CHARS_MAX),
            given.delimiter(),
            given.text(ImportOption.SHEET, SHEET_CHARS_MAX)),
        given.constant(ImportOption.POLICY, Policy.values(), Policy.CONTINUE),
        given.constant(ImportOption.PAYMENT_MODE, PaymentMode.values(), PaymentMode.PER_ORDER),
        given.flag(ImportOption.DRY_RUN),
        given.flag(ImportOption.FORCE),
        new DeclaredTotals(given.rows(), given.sums()),
        given.text(ImportOption.BULK_IMPORT_GROUP, GROUP_CHARS_MAX),
        given.notificationKinds(),
        given.language());
  }

  private @Nullable String text(ImportOption option, int charsMax) throws InvalidOptionException {
    String text = texts.get(option);
    if (text != null
        && (text.isBlank()
            || text.length() > charsMax
            || text.codePoints().anyMatch(ImportOptionTexts::isUnwritable)
            || CardNumbers.in(text))) {
      throw new InvalidOptionException(option, text);
    }
    return text;
  }

  private static boolean isUnwritable(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.SURROGATE;
  }

  private @Nullable Character delimiter() throws InvalidOptionException {
    String text = texts.get(ImportOption.DELIMITER);
    return text == null
        ? null
        : known(ImportOption.DELIMITER, text, DELIMITERS.get(text.toLowerCase(Locale.ROOT)));
  }

  private <E extends Enum<E>> E constant(ImportOption option, E[] constants, E byDefault)
      throws InvalidOptionException {
    String text = texts.get(option);
    if (text == null) {
      return byDefault;
    }
    Optional<E> named =
        Arrays.stream(constants).filter(c -> c.name().equalsIgnoreCase(text)).findFirst();
    return known(option, text, named.orElse(null));
  }

  private boolean flag(ImportOption option) throws InvalidOptionException {
    String text = texts.getOrDefault(option, "false");
    return known(option, text, Map.of("true", true, "false", false).get(text));
  }

  private @Nullable Integer rows() throws InvalidOptionException {
    String text = texts.get(ImportOption.DECLARED_ROWS);
    return text == null
        ? null
        : known(
            ImportOption.DECLARED_ROWS,
            text,
            ROWS.matcher(text).matches() ? Integer.valueOf(text) : null);
  }

  private @Nullable Set<NotificationKind> notificationKinds() throws InvalidOptionException {
    String text = texts.get(ImportOption.NOTIFICATION_KINDS);
    if (text == null) {
      return null;
    }
    Set<NotificationKind> kinds = EnumSet.noneOf(NotificationKind.class);
    if (text.equals(NO_NOTIFICATIONS)) {
      return kinds;
    }
    boolean right = text.length() <= NOTIFICATIONS_CHARS_MAX;
    for (String name : right ? text.split(",", -1) : new String[0]) {
      right &= NotificationKind.isName(name) && kinds.add(NotificationKind.valueOf(name));
    }
    return known(ImportOption.NOTIFICATION_KINDS, text, right ? kinds : null);
  }

  private @Nullable String language() throws InvalidOptionException {
    String text = texts.get(ImportOption.LANGUAGE);
    return text == null
        ? null
        : known(ImportOption.LANGUAGE, text, Sentences.in(text).isPresent() ? text : null);
  }

  private Map<String, BigDecimal> sums() throws InvalidOptionException {
    String text = texts.get(ImportOption.DECLARED_SUM);
    Map<String, BigDecimal> sums = new HashMap<>();
    if (text == null) {
      return sums;
    }
    boolean right = SUMS.matcher(text).matches();
    if (right) {
      for (String sum : text.split(";", -1)) {
        String currency = sum.substring(0, 3);
        var amount = new BigDecimal(sum.substring(4));
        right &= isAmountOf(currency, amount) && sums.put(currency, amount) == null;
      }
    }
    return known(ImportOption.DECLARED_SUM, text, right ? sums : null);
  }

  private static boolean isAmountOf(String currency, BigDecimal amount) {
    return CURRENCIES.containsKey(currency)
        && Money.fits(amount, Objects.requireNonNull(CURRENCIES.get(currency)));
  }

  private static <T> T known(ImportOption option, String text, @Nullable T value)
      throws InvalidOptionException {
    if (value == null) {
      throw new InvalidOptionException(option, text);
    }
    return value;
  }
}
