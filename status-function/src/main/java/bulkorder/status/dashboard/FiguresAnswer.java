package bulkorder.status.dashboard;

import bulkorder.ledger.RowStatus;
import bulkorder.ledger.batch.CodedRows.Kind;
import bulkorder.ledger.dashboard.DashboardFigures;
import bulkorder.ledger.dashboard.DayFigures;
import bulkorder.ledger.dashboard.Days;
import bulkorder.ledger.dashboard.Failures;
import bulkorder.ledger.dashboard.Peak;
import bulkorder.ledger.text.Sentences;
import bulkorder.status.AmountText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client's batches came to over some days.
 *
 * @param to included
 * @param zone in which a day begins and ends
 * @param days every one of them, the earliest first
 * @param failures by reason, the most frequent first; a row with several counts in each of them
 */
public record FiguresAnswer(
    LocalDate from,
    LocalDate to,
    String zone,
    List<DayAnswer> days,
    List<FailuresAnswer> failures) {

  /** Copies the lists. */
  public FiguresAnswer {
    days = List.copyOf(days);
    failures = List.copyOf(failures);
  }

  /**
   * What came on one day, and what became of it until now.
   *
   * @param counts of rows by state
   * @param amounts by state and currency, as decimal numbers in text
   * @param busiestHour in which the payments of most orders came to their end, of batches of the
   *     days that are asked for: those of a chunk count when the last of them has ended; null where
   *     no payment came to its end on this day
   * @param busiestMinute null where no payment came to its end on this day
   */
  public record DayAnswer(
      LocalDate day,
      int batches,
      int rows,
      Map<RowStatus, Integer> counts,
      Map<RowStatus, Map<String, String>> amounts,
      @Nullable PeakAnswer busiestHour,
      @Nullable PeakAnswer busiestMinute) {

    static DayAnswer of(DayFigures day) {
      return new DayAnswer(
          day.day(),
          day.batches(),
          day.rows(),
          day.counts(),
          AmountText.ofSums(day.amounts()),
          PeakAnswer.of(day.busiestHour()),
          PeakAnswer.of(day.busiestMinute()));
    }
  }

  /**
   * The most that was done in a time of one length.
   *
   * @param orders whose payments came to their end in it
   */
  public record PeakAnswer(Instant from, int orders) {

    static @Nullable PeakAnswer of(Optional<Peak> peak) {
      return peak.map(p -> new PeakAnswer(p.from(), p.orders())).orElse(null);
    }
  }

  /**
   * Rows that failed for one reason.
   *
   * @param kind whether it is about the file, about what became of the row, or about its mail
   * @param message the code's sentence in the caller's language
   */
  public record FailuresAnswer(Kind kind, String code, int rows, String message) {

    static FailuresAnswer of(Failures failures, Sentences sentences) {
      return new FailuresAnswer(
          failures.kind(),
          failures.code(),
          failures.rows(),
          sentences.ofCode(failures.code(), null));
    }
  }

  static FiguresAnswer of(Days days, DashboardFigures figures, Sentences sentences) {
    return new FiguresAnswer(
        days.first(),
        days.last(),
        days.zone().getId(),
        figures.days().stream().map(DayAnswer::of).toList(),
        figures.failures().stream().map(f -> FailuresAnswer.of(f, sentences)).toList());
  }
}
