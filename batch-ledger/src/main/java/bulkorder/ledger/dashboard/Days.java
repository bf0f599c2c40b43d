package bulkorder.ledger.dashboard;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Some days of a zone, the last one included. Where they begin is worked out here: a database may
 * know other zones, and other rules of summer time.
 */
public record Days(LocalDate first, LocalDate last, ZoneId zone) {

  /** The most days of one answer. */
  public static final int MAX = 92;

  /**
   * @throws IllegalArgumentException if there is none, or more than {@value #MAX}
   */
  public Days {
    if (count(first, last) < 1 || count(first, last) > MAX) {
      throw new IllegalArgumentException("%s to %s".formatted(first, last));
    }
  }

  /** How many days there are from one to another, both included; none if they are the wrong way. */
  public static long count(LocalDate first, LocalDate last) {
    return ChronoUnit.DAYS.between(first, last) + 1;
  }

  List<LocalDate> list() {
    return Stream.iterate(first, day -> !day.isAfter(last), day -> day.plusDays(1)).toList();
  }

  /** When each of them begins, and when the last one ends, in milliseconds of Unix time. */
  Long[] bounds() {
    return LongStream.rangeClosed(0, count(first, last))
        .mapToObj(n -> first.plusDays(n).atStartOfDay(zone).toInstant().toEpochMilli())
        .toArray(Long[]::new);
  }
}
