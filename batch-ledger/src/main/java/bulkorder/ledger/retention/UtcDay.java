package bulkorder.ledger.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The day on which something was deleted, as sentences name it. */
public final class UtcDay {

  private UtcDay() {}

  /** The day of a time in UTC, as {@code 2026-11-22}. */
  public static String of(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
  }
}
