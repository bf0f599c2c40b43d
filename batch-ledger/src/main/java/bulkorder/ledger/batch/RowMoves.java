package bulkorder.ledger.batch;

import bulkorder.ledger.RowStatus;
import bulkorder.ledger.operations.AfterCommit;
import bulkorder.ledger.operations.Measurements;
import bulkorder.ledger.operations.Metric;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Measures what became of the rows of a chunk, once that is committed. */
@ApplicationScoped
class RowMoves {

  /** What the chunk's counts, compared to those that {@code was} has, say of its rows. */
  static final String RETURNED =
      Arrays.stream(RowStatus.values())
          .map(RowMoves::column)
          .map("c.%1$s - was.%1$s as %1$s_more"::formatted)
          .collect(
              Collectors.joining(
                  ", ",
                  "",
                  """
                  , was.open_rows - c.open_rows as ended,
                  case when c.open_rows = 0 and was.open_rows > 0 then (
                    select cast(1000 * extract(epoch from clock_timestamp() - started_at) as bigint)
                    from batch_runs r where r.batch_id = c.batch_id and r.run_no = c.run_no) end as age_millis
                  """));

  private final Measurements measurements;
  private final TransactionSynchronizationRegistry transactions;

  RowMoves(Measurements measurements, TransactionSynchronizationRegistry transactions) {
    this.measurements = measurements;
    this.transactions = transactions;
  }

  /**
   * Measures a row of {@link #RETURNED}; what is rolled back is not measured.
   *
   * @param counts rows that left a state for another one count where they came to
   */
  void measure(Tuple counts) {
    Map<RowStatus, Integer> moved =
        Arrays.stream(RowStatus.values())
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    status -> counts.get(column(status) + "_more", Integer.class)));
    int ended = counts.get("ended", Integer.class);
    Optional<Duration> age =
        Optional.ofNullable(counts.get("age_millis", Long.class)).map(Duration::ofMillis);
    transactions.registerInterposedSynchronization(
        new AfterCommit(
            () -> {
              moved.forEach((status, more) -> measurements.count(Metric.ROWS, more, status.name()));
              measurements.count(Metric.ROWS_ENDED, ended);
              age.ifPresent(time -> measurements.took(Metric.END_TO_END_AGE, time));
            }));
  }

  private static String column(RowStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
