package bulkorder.ledger.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.encryption.DataKeys;
import bulkorder.ledger.encryption.SealedField;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;

/** Keeps in the ledger how far erasures are. */
@ApplicationScoped
class ErasureProgress {

  private static final String LOCK =
      """
      select client_id, find_only, customer_email, batch_id, after_chunk, after_order_at, after_order
      from erasures where erasure_id = :erasureId and status = 'RUNNING'
      for update skip locked
      """;

  private static final String BEGIN_NEXT_BATCH =
      """
      update erasures e
      set batch_id = b.batch_id, after_batch = b.batch_id, batches_seen = e.batches_seen + 1
      from (
        select n.batch_id from erasures x join batches n on n.client_id = x.client_id
        where x.erasure_id = :erasureId and n.batch_id > x.after_batch and n.batch_id < x.batches_to
        order by n.batch_id limit 1) b
      where e.erasure_id = :erasureId
      """;

  private static final String BEGIN_BATCH_THAT_WAITED =
      """
      update erasures e set batch_id = b.batch_id
      from (
        select w.batch_id from erasure_batches w join batches n on n.batch_id = w.batch_id
        where w.erasure_id = :erasureId and w.waits and (n.ended_at is not null or n.status = 'VALIDATED')
        order by w.batch_id limit 1) b
      where e.erasure_id = :erasureId
      """;

  private static final String LET_WAIT =
      """
      insert into erasure_batches (erasure_id, client_id, batch_id, waits)
      select e.erasure_id, e.client_id, e.batch_id, true from erasures e where e.erasure_id = :erasureId
      on conflict (erasure_id, batch_id) do update set waits = true
      """;

  /** The rows of a correction may have come into a batch that had been looked at. */
  private static final String LET_CORRECTED_BATCH_WAIT =
      """
      insert into erasure_batches (erasure_id, client_id, batch_id, waits)
      select e.erasure_id, e.client_id, c.parent_batch_id, true
      from erasures e join batches c on c.batch_id = e.batch_id
      where e.erasure_id = :erasureId and c.parent_batch_id is not null and not e.find_only
        and c.ended_at >= e.requested_at - interval '1 minute'
      on conflict (erasure_id, batch_id) do update set waits = true
      """;

  private static final String WAIT_NO_MORE =
      """
      update erasure_batches w set waits = false
      from erasures e
      where e.erasure_id = :erasureId and w.erasure_id = e.erasure_id and w.batch_id = e.batch_id and w.waits
      """;

  private static final String FORGET_EMPTY =
      """
      delete from erasure_batches w
      using erasures e
      where e.erasure_id = :erasureId and w.erasure_id = e.erasure_id and w.batch_id = e.batch_id and not w.waits
        and w.rows + w.orders + w.files + w.reports = 0
      """;

  private static final String LEAVE =
      """
      update erasures set batch_id = null, after_chunk = 0, after_order_at = to_timestamp(0), after_order = 0
      where erasure_id = :erasureId
      """;

  private static final String ANY_WAITS =
      "select exists (select 1 from erasure_batches where erasure_id = :erasureId and waits)";

  private static final String AFTER_CHUNK =
      "update erasures set after_chunk = :afterChunk where erasure_id = :erasureId";

  private static final String AFTER_ORDER =
      "update erasures set after_order_at = :afterTime, after_order = :afterOrder where erasure_id = :erasureId";

  private static final String COUNT =
      """
      insert into erasure_batches as f (erasure_id, client_id, batch_id, rows, orders, files, reports, order_ids)
      select e.erasure_id, e.client_id, e.batch_id, :rows, :orders, :files, :reports, cast(:orderIds as jsonb)
      from erasures e where e.erasure_id = :erasureId
      on conflict (erasure_id, batch_id) do update
      set rows = f.rows + excluded.rows, orders = f.orders + excluded.orders, files = f.files + excluded.files,
        reports = f.reports + excluded.reports,
        order_ids = jsonb_path_query_array(f.order_ids || excluded.order_ids, '$[0 to 99]')
      """;

  private static final String FOUND =
      """
      select exists (
        select 1 from erasure_batches f join erasures e on e.erasure_id = f.erasure_id and e.batch_id = f.batch_id
        where e.erasure_id = :erasureId and f.rows + f.orders > 0)
      """;

  private static final String END =
      """
      update erasures set status = 'DONE', ended_at = clock_timestamp(), customer_email = null
      where erasure_id = :erasureId
      """;

  private static final String SUMS =
      """
      select cast(count(*) as text) as batches, cast(coalesce(sum(rows), 0) as text) as rows,
        cast(coalesce(sum(orders), 0) as text) as orders, cast(coalesce(sum(files), 0) as text) as files,
        cast(coalesce(sum(reports), 0) as text) as reports
      from erasure_batches where erasure_id = :erasureId
      """;

  private static final int ORDER_IDS_MAX = 100;

  private final Session session;
  private final DataKeys dataKeys;

  ErasureProgress(Session session, DataKeys dataKeys) {
    this.session = session;
    this.dataKeys = dataKeys;
  }

  /** Locks an erasure until the end of the transaction; empty if it is done, or somebody has it. */
  Optional<Place> lock(long erasureId) {
    return session
        .createNativeQuery(LOCK, Tuple.class)
        .setParameter("erasureId", erasureId)
        .getResultStream()
        .findFirst()
        .map(row -> place(erasureId, row));
  }

  private Place place(long erasureId, Tuple row) {
    var clientId = new ClientId(row.get("client_id", String.class));
    byte[] address =
        dataKeys.open(clientId, SealedField.ERASURE, row.get("customer_email", byte[].class));
    return new Place(
        erasureId,
        clientId,
        row.get("find_only", Boolean.class),
        SoughtAddress.of(new String(address, UTF_8)),
        Optional.ofNullable(row.get("batch_id", UUID.class)).map(BatchId::new),
        row.get("after_chunk", Integer.class),
        row.get("after_order_at", Instant.class),
        row.get("after_order", Long.class));
  }

  /** Begins the next batch, or one that waited and has ended; says whether there is one. */
  boolean beginBatch(Place place) {
    return change(BEGIN_NEXT_BATCH, place).executeUpdate() == 1
        || change(BEGIN_BATCH_THAT_WAITED, place).executeUpdate() == 1;
  }

  /** Whether batches have to end first. */
  boolean waits(Place place) {
    return is(ANY_WAITS, place);
  }

  /** Leaves the batch until it has ended. */
  void letWait(Place place) {
    change(LET_WAIT, place).executeUpdate();
    change(LEAVE, place).executeUpdate();
  }

  /** Looks once more at the batch that this one has corrected since the erasure was asked for. */
  void lookAgainAtCorrected(Place place) {
    change(LET_CORRECTED_BATCH_WAIT, place).executeUpdate();
  }

  /** The batch has ended. */
  void waitNoMore(Place place) {
    change(WAIT_NO_MORE, place).executeUpdate();
  }

  /** Leaves the batch, of which all is done. */
  void leave(Place place) {
    change(FORGET_EMPTY, place).executeUpdate();
    change(LEAVE, place).executeUpdate();
  }

  void showChunk(Place place, int chunkNo) {
    change(AFTER_CHUNK, place).setParameter("afterChunk", chunkNo).executeUpdate();
  }

  void showOrder(Place place, Instant createdAt, long orderId) {
    change(AFTER_ORDER, place)
        .setParameter("afterTime", createdAt)
        .setParameter("afterOrder", orderId)
        .executeUpdate();
  }

  /** Adds what was found in the batch. */
  void count(Place place, Count count) {
    if (count.isNothing()) {
      return;
    }
    change(COUNT, place)
        .setParameter("rows", count.rows())
        .setParameter("orders", count.orderIds().size())
        .setParameter("files", count.files())
        .setParameter("reports", count.reports())
        .setParameter(
            "orderIds", count.orderIds().stream().limit(ORDER_IDS_MAX).toList().toString())
        .executeUpdate();
  }

  /** Whether the person was found in the batch. */
  boolean found(Place place) {
    return is(FOUND, place);
  }

  /** Ends an erasure and forgets the address; says what was found in all. */
  Map<String, String> end(Place place) {
    change(END, place).executeUpdate();
    Tuple sums =
        session
            .createNativeQuery(SUMS, Tuple.class)
            .setParameter("erasureId", place.erasureId())
            .getSingleResult();
    Map<String, String> found = new TreeMap<>();
    sums.getElements()
        .forEach(sum -> found.put(sum.getAlias(), sums.get(sum.getAlias(), String.class)));
    return found;
  }

  private MutationQuery change(String sql, Place place) {
    return session.createNativeMutationQuery(sql).setParameter("erasureId", place.erasureId());
  }

  private boolean is(String sql, Place place) {
    return session
        .createNativeQuery(sql, Boolean.class)
        .setParameter("erasureId", place.erasureId())
        .getSingleResult();
  }
}
