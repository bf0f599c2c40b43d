package bulkorder.ledger.batch;

import bulkorder.ledger.BatchStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How fast a batch proceeds, as far as that is known.
 *
 * @param percent of the rows that have ended, rounded down to one decimal: 100 only when all have,
 *     and 0 while the batch waits for its approval
 * @param rowsPerSecond over the time since all rows were in the ledger, or the whole of that time
 *     once the batch has ended; rounded to one decimal; not told of a batch that ran again, between
 *     whose runs nothing happened
 */
public record Pace(double percent, OptionalDouble rowsPerSecond) {

  private static final double MILLIS_PER_SECOND = 1000;

  /** Of a batch that does not run. */
  private static final Pace NONE = new Pace(0, OptionalDouble.empty());

  /** The pace of a batch at a time. */
  public static Pace of(Batch batch, BatchProgress progress, Instant now) {
    if (batch.status() == BatchStatus.VALIDATED) {
      return NONE;
    }
    Optional<Duration> duration =
        batch
            .acceptedAt()
            .map(accepted -> Duration.between(accepted, batch.endedAt().orElse(now)))
            .filter(_ -> batch.runNo() == 1)
            .filter(Duration::isPositive);
    return new Pace(percent(progress), rowsPerSecond(progress, duration));
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

  private static double seconds(Duration duration) {
    return Math.max(1, duration.toMillis()) / MILLIS_PER_SECOND;
  }
}
