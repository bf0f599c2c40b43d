package bulkorder.ledger.erasure;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.ChunkStatements;
import bulkorder.ledger.encryption.SealedRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Opens rows and orders to see whose they are, and destroys what of them is personal. */
@ApplicationScoped
class PersonalRows {

  private static final String ROWS =
      """
      select row_number, personal, source from batch_rows
      where batch_id = :batchId and row_number between :firstRow and :lastRow and erased_at is null
      order by row_number
      """;

  /**
   * Nonces and ciphertexts go, and what they were of. A digest over personal fields could be tried
   * out; one of nothing still keeps the reference from being ordered again.
   */
  private static final String DIGEST_OF_NOTHING =
      "sha256(cast(cast(gen_random_uuid() as text) as bytea))";

  /** A row that waits for an order, in a dry run, can have none any more. */
  private static final String ERASE_ROWS =
      """
      update batch_rows
      set personal = case when personal is not null then cast('' as bytea) end, source = null,
        content_digest = case when content_digest is not null then %s end,
        errors = (select jsonb_agg(e - 'suggestion' || '{"value": ""}') from jsonb_array_elements(errors) e),
        code = case when status = 'QUEUED' then :code else code end,
        status = case when status = 'QUEUED' then 'CANCELLED' else status end,
        erased_at = clock_timestamp(), updated_at = clock_timestamp()
      where batch_id = :batchId and row_number = any(:rows) and erased_at is null
      """
          .formatted(DIGEST_OF_NOTHING);

  private static final String ORDERS =
      """
      select order_id, created_at, personal, erased_at is not null as erased from orders
      where batch_id = :batchId and (created_at, order_id) > (cast(:afterTime as timestamptz), :afterId)
      order by created_at, order_id
      limit :limit
      """;

  private static final String ERASE_ORDERS =
      """
      update orders
      set personal = cast('' as bytea), content_digest = %s, erased_at = clock_timestamp(),
        updated_at = clock_timestamp()
      where order_id = any(:orderIds) and erased_at is null
      """
          .formatted(DIGEST_OF_NOTHING);

  private final Session session;
  private final ChunkStatements statements;
  private final SealedRows sealedRows;

  PersonalRows(Session session, ChunkStatements statements, SealedRows sealedRows) {
    this.session = session;
    this.statements = statements;
    this.sealedRows = sealedRows;
  }

  /** The numbers of the person's rows in a chunk. */
  List<Integer> rows(Chunk chunk, SoughtAddress sought) {
    return statements
        .select(ROWS, chunk)
        .getResultStream()
        .filter(row -> isOf(chunk.clientId(), row, sought))
        .map(row -> row.get("row_number", Integer.class))
        .toList();
  }

  /** Erases rows of a chunk that is locked; its caller counts it anew. */
  void eraseRows(BatchId batchId, List<Integer> rowNumbers) {
    session
        .createNativeMutationQuery(ERASE_ROWS)
        .setParameter("batchId", batchId.value())
        .setParameter("rows", rowNumbers.toArray(Integer[]::new))
        .setParameter("code", ReasonCode.PERSON_ERASED.name())
        .executeUpdate();
  }

  /** Some orders of a batch, opened and not opened ones. */
  List<Tuple> orders(BatchId batchId, Instant afterTime, long afterId, int limit) {
    return session
        .createNativeQuery(ORDERS, Tuple.class)
        .setParameter("batchId", batchId.value())
        .setParameter("afterTime", afterTime)
        .setParameter("afterId", afterId)
        .setParameter("limit", limit)
        .getResultList();
  }

  /** The ids of the person's orders among some. */
  List<Long> orders(ClientId clientId, List<Tuple> some, SoughtAddress sought) {
    return some.stream()
        .filter(order -> !order.get("erased", Boolean.class))
        .filter(
            order ->
                sought.isIn(sealedRows.personal(clientId, order.get("personal", byte[].class))))
        .map(order -> order.get("order_id", Long.class))
        .toList();
  }

  /** Erases orders. */
  void eraseOrders(List<Long> orderIds) {
    session
        .createNativeMutationQuery(ERASE_ORDERS)
        .setParameter("orderIds", orderIds.toArray(Long[]::new))
        .executeUpdate();
  }

  private boolean isOf(ClientId clientId, Tuple row, SoughtAddress sought) {
    return isIn(clientId, row.get("personal", byte[].class), sought)
        || isInSource(clientId, row.get("source", byte[].class), sought);
  }

  private boolean isIn(ClientId clientId, byte @Nullable [] personal, SoughtAddress sought) {
    return personal != null && sought.isIn(sealedRows.personal(clientId, personal));
  }

  private boolean isInSource(ClientId clientId, byte @Nullable [] source, SoughtAddress sought) {
    return source != null && sought.isIn(sealedRows.source(clientId, source));
  }
}
