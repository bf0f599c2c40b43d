package bulkorder.ledger.payment;

import bulkorder.ledger.operations.Measurements;
import bulkorder.ledger.operations.Metric;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import org.hibernate.Session;

/** What operators have to know of charging at any time. */
@ApplicationScoped
public class ChargingGauges {

  private static final String STATE =
      """
      select case when stopped_since is null then 0 else 1 end as stopped,
        case when down_since is null then 0 else 1 end as down,
        (select coalesce(extract(epoch from clock_timestamp() - min(unknown_since)), 0)
         from payments where status = 'UNKNOWN' and ask_at is not null) as unknown_seconds
      from charging
      """;

  private final Session session;
  private final Measurements measurements;

  ChargingGauges(Session session, Measurements measurements) {
    this.session = session;
    this.measurements = measurements;
  }

  /** Looks once. Payments that are left to a person do not count any more. */
  @Transactional
  public void measure() {
    Tuple state = session.createNativeQuery(STATE, Tuple.class).getSingleResult();
    measurements.add(Metric.CHARGING_STOPPED, state.get("stopped", Integer.class));
    measurements.add(Metric.PROVIDER_DOWN, state.get("down", Integer.class));
    measurements.add(
        Metric.UNKNOWN_PAYMENT_AGE, state.get("unknown_seconds", Number.class).doubleValue());
  }
}
