package bulkorder.ledger.batch;

import bulkorder.ledger.operations.Measurements;
import bulkorder.ledger.operations.Metric;
import bulkorder.ledger.operations.OperationsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.hibernate.Session;

/**
 * How much work may go on, and how fast the limits in force let it: what is ended is measured where
 * it ends, and too little of it, while work waits, is an alarm.
 */
@ApplicationScoped
public class Throughput {

  /**
   * Batches that are paused and payments whose outcome is unknown wait for a person or the
   * provider, which other alarms tell.
   */
  private static final String WAITING =
      """
      select coalesce(sum(c.open_rows - c.payment_unknown), 0) as rows_waiting,
        (select units_per_second from send_rates order by next_at desc limit 1) as mails_per_second
      from batches b join batch_chunks c on c.batch_id = b.batch_id
      where b.ended_at is null and b.status = 'PROCESSING' and c.open_rows > c.payment_unknown
      """;

  private final Session session;
  private final Measurements measurements;
  private final OperationsConfig config;

  Throughput(Session session, Measurements measurements, OperationsConfig config) {
    this.session = session;
    this.measurements = measurements;
    this.config = config;
  }

  /** Looks once. A row calls for a mail at least, so mails are a limit on rows. */
  @Transactional
  public void measure() {
    Tuple waiting = session.createNativeQuery(WAITING, Tuple.class).getSingleResult();
    double permitted =
        Optional.ofNullable(waiting.get("mails_per_second", Number.class))
            .map(mails -> Math.min(mails.doubleValue(), config.rowsPerSecond()))
            .orElse(config.rowsPerSecond());
    measurements.add(Metric.ROWS_WAITING, waiting.get("rows_waiting", Number.class).doubleValue());
    measurements.add(Metric.ROWS_PER_SECOND_PERMITTED, permitted);
  }
}
