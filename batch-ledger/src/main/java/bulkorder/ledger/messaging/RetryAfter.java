package bulkorder.ledger.messaging;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}: seconds, or a date. */
public final class RetryAfter {

  /** A provider that wants to be left alone for longer is asked again nevertheless. */
  private static final Duration MAX = Duration.ofHours(1);

  private RetryAfter() {}

  /** How long that is from now; zero if there is no such header or it makes no sense. */
  public static Duration from(@Nullable String header, Instant now) {
    if (header == null) {
      return Duration.ZERO;
    }
    Duration wait = header.matches("\\d{1,9}") ? seconds(header) : untilDate(header, now);
    return wait.isNegative() ? Duration.ZERO : wait.compareTo(MAX) > 0 ? MAX : wait;
  }

  private static Duration seconds(String header) {
    return Duration.ofSeconds(Long.parseLong(header));
  }

  private static Duration untilDate(String header, Instant now) {
    try {
      return Duration.between(
          now, ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException noDate) {
      return Duration.ZERO;
    }
  }
}
