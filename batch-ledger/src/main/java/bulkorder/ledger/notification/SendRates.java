package bulkorder.ledger.notification;

import bulkorder.ledger.notification.Turns.Later;
import bulkorder.ledger.notification.Turns.Taken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;

/**
 * The rate at which a mail provider is called, shared by all running copies of the function.
 *
 * <p>Time is cut into evenly spaced turns of so many units, and whoever wants to send takes units
 * of the next ones. No second holds more units than the rate: what is sent in one turn counts as
 * one arrival, so many turns as make up the rate are spread over 1/0.95 s, and a turn may be used
 * up to 30 ms late, which leaves 22 ms for what differs on the way. So 95 % of the rate are used.
 *
 * <p>A provider that throttles brings the rate down by 30 %, at most once a second; while none
 * does, it climbs by a twentieth of its ceiling every 5 s.
 *
 * <p>Turns are distances from the database's present, since the clocks of copies differ; they come
 * back by this machine's clock, with the time that the answer took as their uncertainty.
 */
@ApplicationScoped
public class SendRates {

  private static final double SHARE_USED = 0.95;
  private static final double CLIMB_SHARE = 0.05;
  private static final int CLIMB_SECONDS = 5;
  private static final double THROTTLED_SHARE = 0.7;
  private static final Duration LATENESS_MAX = Duration.ofMillis(30);

  /** What who takes a turn does before it; what takes longer comes late, within what may be. */
  private static final Duration LEAD = Duration.ofMillis(10);

  private static final String BEGIN =
      """
      insert into send_rates (provider, units_per_second, next_at, changed_at)
      values (:provider, :perSecond, clock_timestamp(), clock_timestamp())
      on conflict (provider) do nothing
      """;

  private static final String TAKE =
      """
      with held as (
        select provider, units_per_second, least(next_at, clock_timestamp() + interval '1 minute') as next_at,
          units_given, changed_at
        from send_rates
        where provider = :provider
        for update
      ), timed as (
        select *, clock_timestamp() as present from held
      ), steps as (
        select *, greatest(floor(extract(epoch from present - changed_at) / :climbSeconds), 0) as climbed from timed
      ), rated as (
        select *, least(:ceiling, greatest(:floor, units_per_second + climbed * :climb)) as rate from steps
      ), turns_wanted as (
        select *, ceil(floor(rate) / :unitsPerTurn) as turns_per_second from rated
      ), cut as (
        select *, cast(floor(floor(rate) / turns_per_second) as integer) as turn_units,
          make_interval(secs => 1 / :shareUsed / turns_per_second) as spacing,
          present + make_interval(secs => :lead) as soonest
        from turns_wanted
      ), placed as (
        select *,
          case when units_given < turn_units and next_at >= soonest then units_given else 0 end as before,
          case when units_given < turn_units and next_at >= soonest then next_at
               when units_given = 0 then greatest(next_at, soonest)
               else greatest(next_at + spacing, soonest) end as first_at
        from cut
      ), given as (
        select *, least(:units, turn_units * :turnsMax - before) as units from placed
      ), taken as (
        update send_rates r
        set units_per_second = g.rate,
            changed_at = g.changed_at + g.climbed * make_interval(secs => :climbSeconds),
            next_at = g.first_at + (g.before + g.units) / g.turn_units * g.spacing,
            units_given = (g.before + g.units) % g.turn_units
        from given g
        where r.provider = g.provider and g.first_at - g.present <= make_interval(secs => :waitMax)
        returning 1
      )
      select extract(epoch from first_at - present) as first_in, extract(epoch from spacing) as spacing,
        extract(epoch from present - statement_timestamp()) as asked_ago, turn_units, before, units,
        exists (select from taken) as is_taken
      from given
      """;

  /** Several copies are throttled at the same moment, which is one reason and not several. */
  private static final String THROTTLED =
      """
      update send_rates
      set units_per_second = greatest(:floor, :throttledShare * least(:ceiling, units_per_second)),
          throttled_at = clock_timestamp(), changed_at = clock_timestamp()
      where provider = :provider
        and coalesce(throttled_at, '-infinity') <= clock_timestamp() - interval '1 second'
      """;

  private final Session session;
  private final InstantSource clock;

  SendRates(Session session, InstantSource clock) {
    this.session = session;
    this.clock = clock;
  }

  /**
   * Takes turns, which nobody else gets.
   *
   * @param units how many are to be sent
   * @param turnsMax how many turns to take at most
   * @param waitMax how long the first one may be away, at most
   */
  @Transactional
  public Turns take(SendRate rate, int units, int turnsMax, Duration waitMax) {
    if (units < 1 || turnsMax < 1) {
      throw new IllegalArgumentException("%d units in %d turns".formatted(units, turnsMax));
    }
    List<Turns> turns = ask(rate, units, turnsMax, waitMax);
    if (turns.isEmpty()) {
      session
          .createNativeMutationQuery(BEGIN)
          .setParameter("provider", rate.provider())
          .setParameter("perSecond", (double) rate.perSecond())
          .executeUpdate();
      turns = ask(rate, units, turnsMax, waitMax);
    }
    return turns.getFirst();
  }

  /** Slows down, for the provider says that it is too much. */
  @Transactional
  public void throttled(SendRate rate) {
    session
        .createNativeMutationQuery(THROTTLED)
        .setParameter("provider", rate.provider())
        .setParameter("floor", (double) rate.floor())
        .setParameter("ceiling", (double) rate.ceiling())
        .setParameter("throttledShare", THROTTLED_SHARE)
        .executeUpdate();
  }

  private List<Turns> ask(SendRate rate, int units, int turnsMax, Duration waitMax) {
    Instant asked = clock.instant();
    List<Tuple> answer =
        session
            .createNativeQuery(TAKE, Tuple.class)
            .setParameter("provider", rate.provider())
            .setParameter("floor", (double) rate.floor())
            .setParameter("ceiling", (double) rate.ceiling())
            .setParameter("climb", CLIMB_SHARE * rate.ceiling())
            .setParameter("climbSeconds", (double) CLIMB_SECONDS)
            .setParameter("unitsPerTurn", (double) rate.unitsPerTurn())
            .setParameter("shareUsed", SHARE_USED)
            .setParameter("lead", seconds(LEAD))
            .setParameter("units", units)
            .setParameter("turnsMax", turnsMax)
            .setParameter("waitMax", seconds(waitMax))
            .getResultList();
    Instant answered = clock.instant();
    return answer.stream().map(row -> turns(row, asked, answered)).toList();
  }

  private static Turns turns(Tuple row, Instant asked, Instant answered) {
    Duration firstIn = duration(row, "first_in");
    if (!row.get("is_taken", Boolean.class)) {
      return new Later(firstIn);
    }
    // The present that the turns are counted from was between these two.
    Instant from = answered.plus(firstIn);
    Instant until = asked.plus(duration(row, "asked_ago")).plus(firstIn).plus(LATENESS_MAX);
    int turnUnits = row.get("turn_units", Integer.class);
    int left = row.get("units", Integer.class);
    int first = Math.min(left, turnUnits - row.get("before", Integer.class));
    return new Taken(
        turns(new Turn(from, until, first), duration(row, "spacing"), turnUnits, left - first));
  }

  private static List<Turn> turns(Turn first, Duration spacing, int turnUnits, int unitsLeft) {
    List<Turn> turns = new ArrayList<>(List.of(first));
    for (int left = unitsLeft; left > 0; left -= turnUnits) {
      turns.add(turns.getLast().later(spacing, Math.min(left, turnUnits)));
    }
    return turns;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static Duration duration(Tuple row, String column) {
    return Duration.ofNanos((long) (row.get(column, Number.class).doubleValue() * 1e9));
  }
}
