package bulkorder.ledger.order;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.imports.ImportLedger;
import bulkorder.ledger.imports.ImportedRow.Good;
import bulkorder.ledger.imports.RowSource.Reading.Complete;
import bulkorder.ledger.messaging.ChunkMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Takes orders that come one by one: each is a batch of one row, whose order is made in the same
 * transaction. From there on it is an order like any other.
 */
@ApplicationScoped
public class SingleOrders {

  /** What became of an order that was sent. */
  public sealed interface Taken {

    /** It is new, and is to be sent on after the commit. */
    record Created(long orderId, BatchId batchId) implements Taken {}

    /** The client gave the same order before. */
    record SameAs(long orderId) implements Taken {}

    /** Its reference belongs to another order. */
    record ReferenceTaken(long orderId) implements Taken {}
  }

  private static final int RUN_NO = 1;
  private static final int CHUNK_NO = 1;

  private static final String BOUND =
      """
      select order_id, batch_id, content_digest = :digest as same
      from orders
      where client_id = :clientId and order_reference = :orderReference and bound
      """;

  /** Nobody wants a mail for the end of each order. */
  private static final String TELL_NO_OPERATORS =
      """
      update batches b set notification_kinds = c.notification_kinds - 'BATCH_FINISHED'
      from clients c
      where b.batch_id = :batchId and c.client_id = b.client_id
      """;

  private final Session session;
  private final Batches batches;
  private final ImportLedger importLedger;
  private final Orders orders;

  SingleOrders(Session session, Batches batches, ImportLedger importLedger, Orders orders) {
    this.session = session;
    this.batches = batches;
    this.importLedger = importLedger;
    this.orders = orders;
  }

  /**
   * Takes an order.
   *
   * @param row a good row, the only one of its batch
   * @param file what there is to know of it besides
   * @throws TakenMeanwhileException if another call took an order with this reference at the same
   *     time: nothing is left of this one, and to be asked again it finds the other
   */
  @Transactional
  public Taken take(ClientId clientId, Good row, Complete file) {
    return bound(clientId, row).map(Bound::before).orElseGet(() -> create(clientId, row, file));
  }

  private Taken create(ClientId clientId, Good row, Complete file) {
    Batch batch = batches.beginSingle(clientId, row.line().orderReference());
    session
        .createNativeMutationQuery(TELL_NO_OPERATORS)
        .setParameter("batchId", batch.batchId().value())
        .executeUpdate();
    importLedger.importSingle(batch, row, file);
    orders.create(new ChunkMessage(batch.batchId().value(), RUN_NO, CHUNK_NO));
    return bound(clientId, row)
        .filter(bound -> batch.batchId().value().equals(bound.batchId()))
        .map(bound -> new Taken.Created(bound.orderId(), batch.batchId()))
        .orElseThrow(TakenMeanwhileException::new);
  }

  /**
   * The order that has a reference.
   *
   * @param same whether it is what was sent
   */
  private record Bound(long orderId, @Nullable UUID batchId, boolean same) {

    Taken before() {
      return same ? new Taken.SameAs(orderId) : new Taken.ReferenceTaken(orderId);
    }
  }

  private Optional<Bound> bound(ClientId clientId, Good row) {
    return session
        .createNativeQuery(BOUND, Tuple.class)
        .setParameter("digest", row.line().digest())
        .setParameter("clientId", clientId.value())
        .setParameter("orderReference", row.line().orderReference())
        .getResultStream()
        .findFirst()
        .map(
            order ->
                new Bound(
                    order.get("order_id", Long.class),
                    order.get("batch_id", UUID.class),
                    order.get("same", Boolean.class)));
  }
}
