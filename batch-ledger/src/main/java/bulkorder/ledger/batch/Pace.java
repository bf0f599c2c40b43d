package bulkorder.ledger.batch;

import bulkorder.ledger.BatchStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How fast a batch proceeds, as far as that is known.
 *
 * @param percent of the rows that have ended, rounded down to one decimal: 100 only when all have,
 *     and 0 while the batch waits for its approval
 * @param rowsPerSecond over the time since all rows were in the ledger, or the whole of that time
 *     once the batch has ended; rounded to one decimal
 * @param secondsLeft at the pace of the rows that were worked on, since those that were refused at
 *     once say nothing about it; 0 once the batch has ended, empty while no row has been worked on
 *     to its end, or while the batch does not proceed
 */
public record Pace(double percent, OptionalDouble rowsPerSecond, OptionalLong secondsLeft) {

  private static final double MILLIS_PER_SECOND = 1000;

  /** Of a batch that does not run. */
  private static final Pace NONE = new Pace(0, OptionalDouble.empty(), OptionalLong.empty());

  /** The pace of a batch at a time. */
  public static Pace of(Batch batch, BatchProgress progress, Instant now) {
    if (batch.status() == BatchStatus.VALIDATED) {
      return NONE;
    }
    Optional<Duration> duration =
        batch
            .acceptedAt()
            .map(accepted -> Duration.between(accepted, batch.endedAt().orElse(now)))
            .filter(Duration::isPositive);
    return new Pace(
        percent(progress),
        rowsPerSecond(progress, duration),
        secondsLeft(batch.status(), progress, duration));
  }

  private static double percent(BatchProgress progress) {
    return progress.rows() == 0
        ? 0
        : Math.floor(progress.endedRows() * 1000.0 / progress.rows()) / 10;
  }

  private static OptionalDouble rowsPerSecond(BatchProgress progress, Optional<Duration> duration) {
    return duration.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.round(progress.endedRows() * 10 / seconds(duration.get())) / 10.0);
  }

  private static OptionalLong secondsLeft(
      BatchStatus status, BatchProgress progress, Optional<Duration> duration) {
    if (status.ended()) {
      return OptionalLong.of(0);
    }
    if (status != BatchStatus.PROCESSING || duration.isEmpty() || progress.workedRows() <= 0) {
      return OptionalLong.empty();
    }
    int openRows = progress.rows() - progress.endedRows();
    return OptionalLong.of(
        (long) Math.ceil(openRows * seconds(duration.get()) / progress.workedRows()));
  }

  private static double seconds(Duration duration) {
    return Math.max(1, duration.toMillis()) / MILLIS_PER_SECOND;
  }
}
