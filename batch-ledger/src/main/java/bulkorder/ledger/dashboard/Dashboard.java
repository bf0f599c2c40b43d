package bulkorder.ledger.dashboard;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.KeptValues;
import bulkorder.ledger.RowStatus;
import bulkorder.ledger.batch.CodedRows.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/**
 * Figures of one client over some days: what ended batches came to, and sums over the chunks of the
 * others. They may be some seconds old: who watches them asks again and again for the same. A day
 * is numbered from 1.
 */
@ApplicationScoped
public class Dashboard {

  /** There are fewer codes. */
  private static final int CODES_MAX = 500;

  private static final Duration KEPT_FOR = Duration.ofSeconds(5);
  private static final int KEPT_MAX = 100;

  private static final String OWN =
      """
      with own as (
        select batch_id, width_bucket(uuid_v7_millis(batch_id), cast(:bounds as bigint[])) as day,
          case when ended_at is not null then progress_at_end end as at_end
        from batches
        where client_id = :clientId
          and batch_id >= uuid_v7_floor(to_timestamp(cast(:fromMillis as bigint) / 1000.0))
          and batch_id < uuid_v7_floor(to_timestamp(cast(:toMillis as bigint) / 1000.0))
      )
      """;

  private static final String COUNTS =
      OWN
          + """
          select day, count(*) as batches, sum(rows) as rows, %s
          from (
            select day, cast(at_end ->> 'rows' as integer) as rows, %s
            from own where at_end is not null
            union all
            select day, sum(rows), %s
            from own join batch_chunks using (batch_id) where at_end is null
            group by batch_id, day
          ) of_batches
          where rows > 0
          group by day
          """
              .formatted(
                  ofEachStatus("sum(%1$s) as %1$s"),
                  ofEachStatus("cast(at_end -> 'counts' ->> '%2$s' as integer) as %1$s"),
                  ofEachStatus("sum(%1$s)"));

  private static final String AMOUNTS =
      OWN
          + """
          select day, s.key as status, a.key as currency, sum(cast(a.value as numeric)) as total
          from (
            select day, at_end -> 'amounts' as amounts from own where at_end is not null
            union all
            select day, amounts from own join batch_chunks using (batch_id) where at_end is null
          ) sums
          cross join jsonb_each(sums.amounts) s cross join jsonb_each_text(s.value) a
          group by day, s.key, a.key
          """;

  /** A chunk's payments end at one time: when the last of them did. */
  private static final String PEAKS =
      OWN
          + """
          , minutes as (
            select date_bin('1 minute', paid_at, to_timestamp(cast(:fromMillis as bigint) / 1000.0)) as time,
              sum(paid + payment_failed) as orders
            from own join batch_chunks using (batch_id)
            where paid_at is not null and paid + payment_failed > 0
            group by 1
          ), hours as (
            select date_bin('1 hour', time, to_timestamp(cast(:fromMillis as bigint) / 1000.0)) as time,
              sum(orders) as orders
            from minutes
            group by 1
          )
          select distinct on (day, seconds) day, seconds, time, orders
          from (
            select seconds, time, orders,
              width_bucket(cast(extract(epoch from time) * 1000 as bigint), cast(:bounds as bigint[])) as day
            from (select 60 as seconds, * from minutes union all select 3600, * from hours) t
          ) t
          order by day, seconds, orders desc, time
          """;

  private static final String FAILURES =
      OWN
          + """
          select e.kind, e.code, sum(e.rows) as rows
          from own join batch_chunks c using (batch_id)
          cross join lateral (
            select kind, code, rows
            from jsonb_to_recordset(c.codes) as r(kind text collate "C", code text collate "C", status text, rows integer)
            where status <> 'DUPLICATE'
          ) e
          where c.codes <> '[]'
          group by e.kind, e.code
          order by rows desc, e.code
          limit :limit
          """;

  private static final int MINUTE = 60;
  private static final int HOUR = 3600;

  private record Asked(ClientId clientId, Days days) {}

  private final Session session;
  private final InstantSource clock;
  private final KeptValues<Asked, DashboardFigures> kept;

  Dashboard(Session session, InstantSource clock) {
    this.session = session;
    this.clock = clock;
    this.kept = new KeptValues<>(KEPT_MAX, clock);
  }

  /** The figures of some days. */
  @Transactional
  public DashboardFigures of(ClientId clientId, Days days) {
    var asked = new Asked(clientId, days);
    return kept.find(asked).orElseGet(() -> countAndKeep(asked));
  }

  private DashboardFigures countAndKeep(Asked asked) {
    DashboardFigures figures = count(asked.clientId(), asked.days());
    kept.keep(asked, figures, clock.instant().plus(KEPT_FOR));
    return figures;
  }

  private DashboardFigures count(ClientId clientId, Days days) {
    Map<Integer, Tuple> counts =
        rows(COUNTS, clientId, days).collect(Collectors.toMap(Dashboard::day, row -> row));
    Map<Integer, Map<RowStatus, Map<String, BigDecimal>>> amounts = amounts(clientId, days);
    Map<Integer, Map<Integer, Peak>> peaks = peaks(clientId, days);
    List<LocalDate> dates = days.list();
    return new DashboardFigures(
        IntStream.rangeClosed(1, dates.size())
            .mapToObj(
                day ->
                    figures(
                        dates.get(day - 1),
                        Optional.ofNullable(counts.get(day)),
                        amounts.getOrDefault(day, Map.of()),
                        peaks.getOrDefault(day, Map.of())))
            .toList(),
        failures(clientId, days));
  }

  private static DayFigures figures(
      LocalDate date,
      Optional<Tuple> counts,
      Map<RowStatus, Map<String, BigDecimal>> amounts,
      Map<Integer, Peak> peaks) {
    Map<RowStatus, Integer> byStatus = new EnumMap<>(RowStatus.class);
    for (RowStatus status : RowStatus.values()) {
      byStatus.put(status, counts.map(row -> count(row, column(status))).orElse(0));
    }
    return new DayFigures(
        date,
        counts.map(row -> count(row, "batches")).orElse(0),
        counts.map(row -> count(row, "rows")).orElse(0),
        byStatus,
        amounts,
        Optional.ofNullable(peaks.get(HOUR)),
        Optional.ofNullable(peaks.get(MINUTE)));
  }

  private Map<Integer, Map<RowStatus, Map<String, BigDecimal>>> amounts(
      ClientId clientId, Days days) {
    Map<Integer, Map<RowStatus, Map<String, BigDecimal>>> amounts = new HashMap<>();
    rows(AMOUNTS, clientId, days)
        .forEach(
            row ->
                amounts
                    .computeIfAbsent(day(row), _ -> new EnumMap<>(RowStatus.class))
                    .computeIfAbsent(
                        RowStatus.valueOf(row.get("status", String.class)), _ -> new TreeMap<>())
                    .put(row.get("currency", String.class), row.get("total", BigDecimal.class)));
    return amounts;
  }

  private Map<Integer, Map<Integer, Peak>> peaks(ClientId clientId, Days days) {
    Map<Integer, Map<Integer, Peak>> peaks = new HashMap<>();
    rows(PEAKS, clientId, days)
        .forEach(
            row ->
                peaks
                    .computeIfAbsent(day(row), _ -> new HashMap<>())
                    .put(
                        row.get("seconds", Integer.class),
                        new Peak(row.get("time", Instant.class), count(row, "orders"))));
    return peaks;
  }

  private List<Failures> failures(ClientId clientId, Days days) {
    return query(FAILURES, clientId, days)
        .setParameter("limit", CODES_MAX)
        .getResultStream()
        .map(
            row ->
                new Failures(
                    Kind.valueOf(row.get("kind", String.class)),
                    row.get("code", String.class),
                    count(row, "rows")))
        .toList();
  }

  private Stream<Tuple> rows(String sql, ClientId clientId, Days days) {
    return query(sql, clientId, days).getResultStream();
  }

  private NativeQuery<Tuple> query(String sql, ClientId clientId, Days days) {
    Long[] bounds = days.bounds();
    return session
        .createNativeQuery(sql, Tuple.class)
        .setParameter("clientId", clientId.value())
        .setParameter("bounds", bounds)
        .setParameter("fromMillis", bounds[0])
        .setParameter("toMillis", bounds[bounds.length - 1]);
  }

  private static int day(Tuple row) {
    return row.get("day", Integer.class);
  }

  private static int count(Tuple row, String column) {
    return row.get(column, Number.class).intValue();
  }

  /** A list of columns; in the pattern, 1 is the column of a status and 2 its name. */
  private static String ofEachStatus(String pattern) {
    return Arrays.stream(RowStatus.values())
        .map(status -> pattern.formatted(column(status), status.name()))
        .collect(Collectors.joining(", "));
  }

  private static String column(RowStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
