package bulkorder.ledger.client;

import bulkorder.ledger.ClientId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import org.hibernate.Session;

/**
 * How many requests clients have left, shared by all copies of the function: a bucket for each
 * client, which fills at its rate and holds what comes in 2 s. Written without waiting for the
 * disk: after a crash of the database every bucket is full.
 */
@ApplicationScoped
public class RequestRates {

  private static final int BURST_SECONDS = 2;

  /** The time is read before the row is locked, so that it is one; it never goes back. */
  private static final String TAKE =
      """
      with asked as (
        select coalesce((select requests_per_second from clients where client_id = :clientId), 50) as rate,
          clock_timestamp() as present
      )
      insert into request_rates as r (client_id, units_per_second, units_left, units_given, counted_at)
      select :clientId, rate, :burst * rate - least(:units, :burst * rate), least(:units, :burst * rate), present from asked
      on conflict (client_id) do update
      set units_per_second = excluded.units_per_second, counted_at = greatest(r.counted_at, excluded.counted_at),
        (units_left, units_given) = (
          select held.units - least(:units, floor(held.units)), least(:units, floor(held.units))
          from (
            select least(:burst * excluded.units_per_second, r.units_left + excluded.units_per_second
              * extract(epoch from greatest(r.counted_at, excluded.counted_at) - r.counted_at)) as units
          ) held)
      returning units_given, cast(units_per_second as integer) as per_second,
        (1 - units_left) / units_per_second as next_in
      """;

  private final Session session;

  RequestRates(Session session) {
    this.session = session;
  }

  /**
   * Takes requests of a client, as many as there are.
   *
   * @param units how many at most
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Grant take(ClientId clientId, int units) {
    Tuple row =
        session
            .createNativeQuery(TAKE, Tuple.class)
            .setParameter("clientId", clientId.value())
            .setParameter("units", units)
            .setParameter("burst", BURST_SECONDS)
            .getSingleResult();
    int given = row.get("units_given", Integer.class);
    return given > 0
        ? new Grant.Given(given, row.get("per_second", Integer.class))
        : new Grant.Later(
            Duration.ofNanos((long) (row.get("next_in", Number.class).doubleValue() * 1e9)));
  }
}
