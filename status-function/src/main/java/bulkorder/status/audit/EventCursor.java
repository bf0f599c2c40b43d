package bulkorder.status.audit;

import bulkorder.ledger.audit.AuditPage.End;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a page of events ended, as a text: microseconds since 1970 and an id. */
final class EventCursor {

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,17})-([0-9]{1,18})");

  private EventCursor() {}

  static String text(End end) {
    return "%d-%d"
        .formatted(ChronoUnit.MICROS.between(Instant.EPOCH, end.occurredAt()), end.eventId());
  }

  static Optional<End> parse(String text) {
    var parts = TEXT.matcher(text);
    return parts.matches()
        ? Optional.of(
            new End(
                Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS),
                Long.parseLong(parts.group(2))))
        : Optional.empty();
  }
}
