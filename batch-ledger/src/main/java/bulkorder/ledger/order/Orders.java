package bulkorder.ledger.order;

import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.ChunkState;
import bulkorder.ledger.batch.ChunkStatements;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.imports.ExistingOrders;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.notification.CalledForMails;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Turns queued rows into orders, a chunk in one transaction. */
@ApplicationScoped
public class Orders {

  /**
   * Inserts in the sequence of references, so that two files with the same orders wait for each
   * other and never deadlock. The row of an order is found by the order's own batch and number:
   * nothing else narrows the rows down, so no plan goes through them for each order.
   */
  private static final String CREATE =
      """
      with created as (
        insert into orders (client_id, order_reference, batch_id, csv_source, bulk_import_group, import_row_number,
          personal, product_code, quantity, unit_price, amount, currency, payment_method, language, requested_date,
          content_digest)
        select r.client_id, r.order_reference, r.batch_id, b.csv_source, b.bulk_import_group, r.row_number,
          r.personal, r.product_code, r.quantity, r.unit_price, r.amount, r.currency, r.payment_method, r.language,
          r.requested_date, r.content_digest
        from batch_rows r join batches b on b.batch_id = r.batch_id
        where r.batch_id = :batchId and r.row_number between :firstRow and :lastRow and r.status = 'QUEUED'
        order by r.order_reference
        on conflict (client_id, order_reference) where bound do nothing
        returning order_id, batch_id, import_row_number
      )
      update batch_rows r
      set status = 'ORDERED', notification_status = case when %s then 'PENDING' end, order_id = created.order_id,
          updated_at = clock_timestamp()
      from created
      where r.batch_id = created.batch_id and r.row_number = created.import_row_number and r.status = 'QUEUED'
      """
          .formatted(CalledForMails.confirmed());

  private static final String ANY_QUEUED =
      """
      select exists (select 1 from batch_rows
        where batch_id = :batchId and row_number between :firstRow and :lastRow and status = 'QUEUED')
      """;

  private static final int ROUNDS_MAX = 3;

  private static final String GIVE_UP =
      """
      update batch_rows set status = 'FAILED', code = :code, updated_at = clock_timestamp()
      where batch_id = :batchId and row_number between :firstRow and :lastRow and status = 'QUEUED'
      """;

  private final ChunkStatements statements;
  private final Chunks chunks;
  private final ExistingOrders existingOrders;

  Orders(ChunkStatements statements, Chunks chunks, ExistingOrders existingOrders) {
    this.statements = statements;
    this.chunks = chunks;
    this.existingOrders = existingOrders;
  }

  /**
   * Creates an order for each queued row of a chunk. A row whose reference another file has bound
   * since its import ends as a duplicate, or as invalid. Done again, it changes nothing.
   *
   * @return the chunk and how many of its rows are open; empty if there is no such chunk
   * @throws IllegalStateException if references are bound and set free all the while; to be called
   *     again
   */
  @Transactional
  public Optional<ChunkState> create(ChunkMessage message) {
    return chunks
        .lock(message.batch(), message.chunk())
        .map(
            chunk -> {
              createAll(chunk);
              return chunks.count(chunk);
            });
  }

  /** An order that stood in the way may be cancelled before its reference is looked up. */
  private void createAll(Chunk chunk) {
    for (int round = 1; round <= ROUNDS_MAX; round++) {
      statements.change(CREATE, chunk).executeUpdate();
      existingOrders.markSeenBefore(chunk);
      if (!anyQueued(chunk)) {
        return;
      }
    }
    throw new IllegalStateException("%s: rows have neither an order nor a twin".formatted(chunk));
  }

  private boolean anyQueued(Chunk chunk) {
    return statements.select(ANY_QUEUED, chunk).getSingleResult().get(0, Boolean.class);
  }

  /** Gives up the rows of a chunk that have no order; they end as failed. */
  @Transactional
  public Optional<ChunkState> giveUp(ChunkMessage message) {
    return chunks
        .lock(message.batch(), message.chunk())
        .map(
            chunk -> {
              statements
                  .change(GIVE_UP, chunk)
                  .setParameter("code", ReasonCode.ORDER_NOT_CREATED.name())
                  .executeUpdate();
              return chunks.count(chunk);
            });
  }
}
