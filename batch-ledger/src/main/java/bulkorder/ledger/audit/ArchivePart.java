package bulkorder.ledger.audit;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * What goes into one object of the archive: sealed events of one group and one day, in the order of
 * the chain.
 *
 * @param day in UTC
 * @param part counts the objects of the group's day, from 1
 * @param events at least one
 */
public record ArchivePart(ArchiveGroup group, LocalDate day, int part, List<ArchivedEvent> events) {

  /** Copies the events. */
  public ArchivePart {
    events = List.copyOf(events);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("a part without events");
    }
  }

  /**
   * The key of its object. It names the last event, so that two who archive at once and see
   * different ends of the day do not write over each other.
   */
  public String objectKey() {
    return String.format(
        Locale.ROOT,
        "audit/%s/%tY-%<tm/%2$tY-%2$tm-%2$td-%04d-%d.jsonl.gz",
        group.title(),
        day,
        part,
        last().eventId());
  }

  EventPosition last() {
    return events.getLast().event().position();
  }
}
