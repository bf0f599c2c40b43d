package bulkorder.ledger.dashboard;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.RowStatus;
import bulkorder.ledger.batch.CodedRows.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
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
 * Figures of one client over some days: sums over the chunks of the batches that came on them, so
 * that a million rows are some thousand sums. A day is numbered from 1.
 */
@ApplicationScoped
public class Dashboard {

  /** There are fewer codes. */
  private static final int CODES_MAX = 500;

  private static final String CHUNKS =
      """
      with chunks as (
        select c.*, width_bucket(uuid_v7_millis(c.batch_id), cast(:bounds as bigint[])) as day
        from batch_chunks c
        where c.client_id = :clientId
          and c.batch_id >= uuid_v7_floor(to_timestamp(cast(:fromMillis as bigint) / 1000.0))
          and c.batch_id < uuid_v7_floor(to_timestamp(cast(:toMillis as bigint) / 1000.0))
      )
      """;

  private static final String COUNTS =
      CHUNKS
          + """
          select day, count(distinct batch_id) as batches, sum(rows) as rows, %s from chunks group by day
          """
              .formatted(
                  Arrays.stream(RowStatus.values())
                      .map(Dashboard::column)
                      .map("sum(%1$s) as %1$s"::formatted)
                      .collect(Collectors.joining(", ")));

  private static final String AMOUNTS =
      CHUNKS
          + """
          select day, s.key as status, a.key as currency, sum(cast(a.value as numeric)) as total
          from chunks c cross join jsonb_each(c.amounts) s cross join jsonb_each_text(s.value) a
          group by day, s.key, a.key
          """;

  /** A chunk's payments end at one time: when the last of them did. */
  private static final String PEAKS =
      CHUNKS
          + """
          select distinct on (day, seconds) day, seconds, time, orders
          from (
            select width_bucket(cast(extract(epoch from paid_at) * 1000 as bigint), cast(:bounds as bigint[])) as day,
              seconds,
              date_bin(make_interval(secs => seconds), paid_at,
                to_timestamp(cast(:fromMillis as bigint) / 1000.0)) as time,
              sum(paid + payment_failed) as orders
            from chunks cross join (values (60), (3600)) lengths(seconds)
            where paid_at is not null and paid + payment_failed > 0
            group by 1, 2, 3
          ) t
          order by day, seconds, orders desc, time
          """;

  private static final String FAILURES =
      CHUNKS
          + """
          select e ->> 'kind' as kind, e ->> 'code' as code, sum(cast(e ->> 'rows' as integer)) as rows
          from chunks c cross join jsonb_array_elements(c.codes) e
          where c.codes <> '[]' and e ->> 'status' <> 'DUPLICATE'
          group by 1, 2
          order by rows desc, code
          limit :limit
          """;

  private static final int MINUTE = 60;
  private static final int HOUR = 3600;

  private final Session session;

  Dashboard(Session session) {
    this.session = session;
  }

  /** The figures of some days: in four queries, whose cost is the number of chunks. */
  @Transactional
  public DashboardFigures of(ClientId clientId, Days days) {
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

  private static String column(RowStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
