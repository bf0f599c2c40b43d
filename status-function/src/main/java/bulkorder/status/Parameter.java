package bulkorder.status;

import bulkorder.ledger.BatchId;
import bulkorder.status.Refusal.Expected;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One query parameter as it came; what it must be is said where it is read.
 *
 * @param value null where the caller gave none
 */
public record Parameter(String name, @Nullable String value) {

  /** What the name of a code looks like. */
  static final String CODE_PATTERN = "^[A-Z][A-Z_]{0,99}$";

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");
  private static final Pattern CODE = Pattern.compile(CODE_PATTERN);
  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
  private static final Instant END_OF_TIME = Instant.parse("3000-01-01T00:00:00Z");
  private static final int OBJECT_KEY_CHARS_MAX = 1024;

  /** A parameter without a value was not given. */
  public Parameter {
    value = value == null || value.isEmpty() ? null : value;
  }

  /** A number within bounds, or what stands for a parameter that was not given. */
  public int number(int absent, int min, int max) {
    if (value == null) {
      return absent;
    }
    if (DIGITS.matcher(value).matches()) {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw refused(
        new Expected("number", Map.of("min", Integer.toString(min), "max", Integer.toString(max))));
  }

  /** One of an enum's constants. */
  public <E extends Enum<E>> @Nullable E oneOf(Class<E> type) {
    E[] constants = type.getEnumConstants();
    String names = Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", "));
    return parsed(
        text -> Arrays.stream(constants).filter(c -> c.name().equals(text)).findFirst(),
        new Expected("oneOf", Map.of("values", names)));
  }

  @Nullable String objectKey() {
    return parsed(
        text -> Optional.of(text).filter(key -> Names.isText(key, OBJECT_KEY_CHARS_MAX)),
        new Expected("objectKey", Map.of("max", Integer.toString(OBJECT_KEY_CHARS_MAX))));
  }

  /** The id of a batch. */
  public @Nullable BatchId batchId() {
    return parsed(BatchId::parse, new Expected("batchId", Map.of()));
  }

  /** The number by which an order, a payment or a mail is known. */
  public @Nullable Long id() {
    return parsed(Parameter::parseId, new Expected("id", Map.of()));
  }

  /** A point in time. */
  public @Nullable Instant instant() {
    return parsed(Parameter::parseInstant, new Expected("instant", Map.of()));
  }

  /** A text that can be written. */
  public @Nullable String text(int charsMax) {
    return parsed(
        text -> Optional.of(text).filter(t -> Names.isText(t, charsMax)),
        new Expected("text", Map.of("max", Integer.toString(charsMax))));
  }

  /** The name of a code, be it one of ours or not. */
  public @Nullable String code() {
    return parsed(
        text -> Optional.of(text).filter(name -> CODE.matcher(name).matches()),
        new Expected("code", Map.of()));
  }

  /** The number that an id is, if it is one. */
  public static Optional<Long> parseId(String text) {
    return ID.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  private static Optional<Instant> parseInstant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant()).filter(Parameter::inTheLedger);
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    }
  }

  private static boolean inTheLedger(Instant time) {
    return time.isAfter(Instant.EPOCH) && time.isBefore(END_OF_TIME);
  }

  /** A day of the calendar. */
  public @Nullable LocalDate date() {
    return parsed(Parameter::parseDate, new Expected("date", Map.of()));
  }

  private static Optional<LocalDate> parseDate(String text) {
    try {
      return Optional.of(LocalDate.parse(text)).filter(Parameter::withinReason);
    } catch (DateTimeParseException notADate) {
      return Optional.empty();
    }
  }

  private static boolean withinReason(LocalDate date) {
    return date.getYear() >= 2000 && date.getYear() < 3000;
  }

  /** A time zone by its name. */
  public @Nullable ZoneId zone() {
    return parsed(
        text -> Optional.of(text).filter(ZoneId.getAvailableZoneIds()::contains).map(ZoneId::of),
        new Expected("zone", Map.of()));
  }

  /** Where the page before ended. */
  public <T> @Nullable T cursor(Function<String, Optional<T>> position) {
    return parsed(text -> Cursor.read(text).flatMap(position), new Expected("cursor", Map.of()));
  }

  private <T> @Nullable T parsed(Function<String, Optional<T>> parser, Expected expected) {
    return value == null ? null : parser.apply(value).orElseThrow(() -> refused(expected));
  }

  private RefusedException refused(Expected expected) {
    return Refusal.ofParameter(name, String.valueOf(value), expected).exception();
  }
}
