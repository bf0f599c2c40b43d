package bulkorder.ledger.payment;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.batch.BatchControl;
import bulkorder.ledger.batch.PauseReason;
import bulkorder.ledger.payment.Permission.Granted;
import bulkorder.ledger.payment.Permission.Probe;
import bulkorder.ledger.payment.Permission.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import org.hibernate.Session;

/**
 * Whether the payment provider answers, and whether charging is allowed at all: known to all
 * running copies of the payment function through the ledger.
 */
@ApplicationScoped
public class ProviderHealth {

  private static final String STATE =
      """
      select stopped_since is not null as stopped, down_since is not null as down,
        coalesce(probe_at <= clock_timestamp(), false) as probe_due
      from charging
      """;

  private static final String TAKE_PROBE =
      """
      update charging set probe_at = clock_timestamp() + make_interval(secs => :probeSeconds)
      where down_since is not null and probe_at <= clock_timestamp()
      """;

  private static final String SHOW_DOWN =
      """
      update charging
      set down_since = clock_timestamp(), probe_at = clock_timestamp() + make_interval(secs => :probeSeconds)
      where down_since is null
      """;

  private static final String SHOW_UP =
      "update charging set down_since = null, probe_at = null where down_since is not null";

  /** The lock keeps the state from changing until the batch shows that it waits. */
  private static final String HOLDS =
      """
      select 1 from charging
      where case :reason when 'PROVIDER_DOWN' then down_since is not null else stopped_since is not null end
      for share
      """;

  private final Session session;
  private final BatchControl batchControl;

  ProviderHealth(Session session, BatchControl batchControl) {
    this.session = session;
    this.batchControl = batchControl;
  }

  /**
   * Asks whether the provider may be called.
   *
   * @param probeEvery how long after a probe the next one may begin
   */
  @Transactional
  public Permission ask(Duration probeEvery) {
    Tuple state = session.createNativeQuery(STATE, Tuple.class).getSingleResult();
    if (state.get("stopped", Boolean.class)) {
      return new Refused(PauseReason.CHARGING_STOPPED);
    }
    if (!state.get("down", Boolean.class)) {
      return new Granted();
    }
    return state.get("probe_due", Boolean.class) && change(TAKE_PROBE, probeEvery) == 1
        ? new Probe()
        : new Refused(PauseReason.PROVIDER_DOWN);
  }

  /** Whether a person has stopped all charging. */
  @Transactional
  public boolean stopped() {
    return session
        .createNativeQuery(STATE, Tuple.class)
        .getSingleResult()
        .get("stopped", Boolean.class);
  }

  /**
   * Shows all copies that the provider does not answer.
   *
   * @param probeEvery when the first probe may begin
   * @return whether this was news
   */
  @Transactional
  public boolean showDown(Duration probeEvery) {
    return change(SHOW_DOWN, probeEvery) == 1;
  }

  /**
   * Shows all copies that the provider answers again, and lets the batches go on that waited for
   * it.
   *
   * @return whether this was news
   */
  @Transactional
  public boolean showUp() {
    boolean news = session.createNativeMutationQuery(SHOW_UP).executeUpdate() == 1;
    if (news) {
      batchControl.resumeAllWaitingFor(PauseReason.PROVIDER_DOWN);
    }
    return news;
  }

  /**
   * Shows that a batch waits, unless the reason is gone already.
   *
   * @return whether this was news
   */
  @Transactional
  public boolean showWaiting(BatchId batchId, PauseReason reason) {
    boolean holds =
        !session
            .createNativeQuery(HOLDS, Integer.class)
            .setParameter("reason", reason.name())
            .getResultList()
            .isEmpty();
    return holds && batchControl.waitFor(batchId, reason);
  }

  private int change(String sql, Duration probeEvery) {
    return session
        .createNativeMutationQuery(sql)
        .setParameter("probeSeconds", probeEvery.toMillis() / 1000.0)
        .executeUpdate();
  }
}
