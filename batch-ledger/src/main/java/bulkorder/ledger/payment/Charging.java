package bulkorder.ledger.payment;

import bulkorder.ledger.audit.AuditTrail;
import bulkorder.ledger.batch.BatchControl;
import bulkorder.ledger.batch.PauseReason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import org.hibernate.Session;

/**
 * The kill switch: a person stops all charging, and a person lets it begin again. Every running
 * copy of the payment function looks at it again within a second.
 */
@ApplicationScoped
public class Charging {

  /** The most characters of a person's name. */
  public static final int NAME_CHARS_MAX = 200;

  private static final String SUBJECT = "charging";

  private static final String STOP =
      """
      update charging set stopped_since = clock_timestamp(), stopped_by = :by where stopped_since is null
      """;

  private static final String START =
      "update charging set stopped_since = null, stopped_by = null where stopped_since is not null";

  private static final String STATE =
      """
      select stopped_since, stopped_by, down_since,
        (select count(*) from batches where ended_at is null and pause_reason = 'CHARGING_STOPPED') as stopped_batches,
        (select count(*) from batches where ended_at is null and pause_reason = 'PROVIDER_DOWN') as down_batches,
        (select count(*) from payments where status = 'UNKNOWN' and ask_at is not null) as asked_for
      from charging
      """;

  private final Session session;
  private final BatchControl batchControl;
  private final AuditTrail audit;

  Charging(Session session, BatchControl batchControl, AuditTrail audit) {
    this.session = session;
    this.batchControl = batchControl;
    this.audit = audit;
  }

  /**
   * Stops all charging.
   *
   * @param by who does it, at most {@value #NAME_CHARS_MAX} characters
   * @return whether it was allowed before
   */
  @Transactional
  public boolean stop(String by) {
    boolean changed =
        session.createNativeMutationQuery(STOP).setParameter("by", by).executeUpdate() == 1;
    if (changed) {
      audit.record(by, "CHARGING_STOPPED", SUBJECT, null, Map.of());
    }
    return changed;
  }

  /**
   * Allows charging again; the batches that waited for it go on.
   *
   * @param by who does it, at most {@value #NAME_CHARS_MAX} characters
   * @return whether it was stopped before
   */
  @Transactional
  public boolean start(String by) {
    boolean changed = session.createNativeMutationQuery(START).executeUpdate() == 1;
    if (changed) {
      int resumed = batchControl.resumeAllWaitingFor(PauseReason.CHARGING_STOPPED);
      audit.record(
          by, "CHARGING_STARTED", SUBJECT, null, Map.of("batches", Integer.toString(resumed)));
    }
    return changed;
  }

  /** Whether charging is allowed and possible, and what waits for it. */
  @Transactional
  public ChargingState state() {
    Tuple row = session.createNativeQuery(STATE, Tuple.class).getSingleResult();
    return new ChargingState(
        row.get("stopped_since", Instant.class),
        row.get("stopped_by", String.class),
        row.get("down_since", Instant.class),
        row.get("stopped_batches", Long.class),
        row.get("down_batches", Long.class),
        row.get("asked_for", Long.class));
  }
}
