package bulkorder.ledger.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.audit.AuditTrail;
import bulkorder.ledger.encryption.SealedField;
import bulkorder.ledger.encryption.SingleValues;
import bulkorder.ledger.erasure.Erasure.BatchFound;
import bulkorder.ledger.list.Page;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The erasures of one client: asked for, and looked at. */
@ApplicationScoped
public class Erasures {

  /** The most erasures of one page. */
  public static final int PAGE_SIZE_MAX = 100;

  /** The most erasures of one client at a time: each goes through all that the client has. */
  public static final int RUNNING_MAX = 20;

  static final int BATCHES_SHOWN_MAX = 500;

  private static final TypeReference<List<Long>> IDS = new TypeReference<>() {};

  private static final String REQUEST =
      """
      insert into erasures (client_id, find_only, customer_email, requested_by, batches_to)
      select :clientId, :findOnly, :customerEmail, :actor, :batchesTo
      where (select count(*) from erasures where client_id = :clientId and status = 'RUNNING') < :runningMax
      returning erasure_id
      """;

  private static final String SELECT =
      """
      select e.erasure_id, e.find_only, e.status, e.requested_at, e.ended_at, e.batches_seen, f.batches, f.rows, f.orders,
        f.files, f.reports
      from (%s) e
      cross join lateral (
        select count(*) filter (where not waits or rows + orders > 0) as batches, coalesce(sum(rows), 0) as rows,
          coalesce(sum(orders), 0) as orders, coalesce(sum(files), 0) as files, coalesce(sum(reports), 0) as reports
        from erasure_batches b where b.erasure_id = e.erasure_id) f
      order by e.erasure_id desc
      """;

  private static final String PAGE =
      SELECT.formatted(
          """
          select * from erasures where client_id = :clientId and erasure_id < :before
          order by erasure_id desc limit :limit
          """);

  private static final String ONE =
      SELECT.formatted(
          "select * from erasures where client_id = :clientId and erasure_id = :erasureId");

  private static final String BATCHES =
      """
      select batch_id, waits, rows, orders, cast(order_ids as text) as order_ids from erasure_batches
      where erasure_id = :erasureId and waits = :waits order by batch_id limit :limit
      """;

  private final Session session;
  private final SingleValues values;
  private final AuditTrail audit;
  private final ObjectMapper json;
  private final InstantSource clock;

  Erasures(
      Session session,
      SingleValues values,
      AuditTrail audit,
      ObjectMapper json,
      InstantSource clock) {
    this.session = session;
    this.values = values;
    this.audit = audit;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Asks for one person's data to be found, or to be erased, in all batches that there are.
   *
   * @param customerEmail the person's mail address
   * @param actor who asks
   * @return its id; empty if {@value #RUNNING_MAX} of the client are running
   */
  @Transactional
  public Optional<Long> request(
      ClientId clientId, String customerEmail, boolean findOnly, String actor) {
    Optional<Long> erasureId =
        session
            .createNativeQuery(REQUEST, Long.class)
            .setParameter("clientId", clientId.value())
            .setParameter("findOnly", findOnly)
            .setParameter(
                "customerEmail",
                values.seal(clientId, SealedField.ERASURE, customerEmail.getBytes(UTF_8)))
            .setParameter("actor", actor)
            .setParameter("batchesTo", BatchId.floor(clock.instant().plusMillis(1)).value())
            .setParameter("runningMax", RUNNING_MAX)
            .getResultStream()
            .findFirst();
    erasureId.ifPresent(id -> recordRequest(clientId, id, findOnly, actor));
    return erasureId;
  }

  private void recordRequest(ClientId clientId, long erasureId, boolean findOnly, String actor) {
    if (findOnly) {
      audit.accessed(actor, "PERSON_SOUGHT", subject(erasureId), clientId, Map.of());
    } else {
      audit.record(actor, "ERASURE_REQUESTED", subject(erasureId), clientId, Map.of());
    }
  }

  /** How audit events name an erasure. */
  static String subject(long erasureId) {
    return "erasure " + erasureId;
  }

  /** An erasure of the client, with the batches of it. */
  @Transactional
  public Optional<Erasure> find(ClientId clientId, long erasureId) {
    return session
        .createNativeQuery(ONE, Tuple.class)
        .setParameter("clientId", clientId.value())
        .setParameter("erasureId", erasureId)
        .getResultStream()
        .findFirst()
        .map(row -> erasure(row, found(erasureId), waiting(erasureId)));
  }

  /**
   * A page of erasures, newest first.
   *
   * @param before the last erasure of the page before, or null for the first page
   * @param limit how many at most, from 1 to {@value #PAGE_SIZE_MAX}
   */
  @Transactional
  public Page<Erasure> page(ClientId clientId, @Nullable Long before, int limit) {
    int size = Math.clamp(limit, 1, PAGE_SIZE_MAX);
    return Page.of(
        session
            .createNativeQuery(PAGE, Tuple.class)
            .setParameter("clientId", clientId.value())
            .setParameter("before", before == null ? Long.MAX_VALUE : before)
            .setParameter("limit", size + 1)
            .getResultStream()
            .map(row -> erasure(row, List.of(), List.of()))
            .toList(),
        size);
  }

  private List<BatchFound> found(long erasureId) {
    return batches(erasureId, false).stream()
        .map(
            row ->
                new BatchFound(
                    new BatchId(row.get("batch_id", UUID.class)),
                    row.get("rows", Integer.class),
                    row.get("orders", Integer.class),
                    ids(row.get("order_ids", String.class))))
        .toList();
  }

  private List<BatchId> waiting(long erasureId) {
    return batches(erasureId, true).stream()
        .map(row -> new BatchId(row.get("batch_id", UUID.class)))
        .toList();
  }

  private List<Tuple> batches(long erasureId, boolean waits) {
    return session
        .createNativeQuery(BATCHES, Tuple.class)
        .setParameter("erasureId", erasureId)
        .setParameter("waits", waits)
        .setParameter("limit", BATCHES_SHOWN_MAX)
        .getResultList();
  }

  private List<Long> ids(String text) {
    try {
      return json.readValue(text, IDS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the orders of an erasure cannot be read", e);
    }
  }

  private static Erasure erasure(Tuple row, List<BatchFound> batches, List<BatchId> waitsFor) {
    return new Erasure(
        row.get("erasure_id", Long.class),
        row.get("find_only", Boolean.class),
        row.get("status", String.class).equals("DONE"),
        row.get("requested_at", Instant.class),
        Optional.ofNullable(row.get("ended_at", Instant.class)),
        row.get("batches_seen", Integer.class),
        row.get("batches", Long.class).intValue(),
        row.get("rows", Long.class),
        row.get("orders", Long.class),
        row.get("files", Long.class),
        row.get("reports", Long.class),
        batches,
        waitsFor);
  }
}
