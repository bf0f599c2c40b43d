package bulkorder.ledger.dashboard;

import java.util.List;

/**
 * What a client's batches came to.
 *
 * @param days every one of them, the earliest first
 * @param failures by reason, the most frequent first
 */
public record DashboardFigures(List<DayFigures> days, List<Failures> failures) {

  /** Copies the lists. */
  public DashboardFigures {
    days = List.copyOf(days);
    failures = List.copyOf(failures);
  }
}
