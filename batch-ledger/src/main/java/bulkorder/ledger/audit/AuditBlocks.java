package bulkorder.ledger.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/**
 * The hash chain over the audit events. Whoever changes, removes or adds an event of a sealed block
 * would have to change its hash and that of each block after it.
 */
@ApplicationScoped
public class AuditBlocks {

  /** The most events of one block. */
  static final int EVENTS_MAX = 1_000;

  private static final String BLOCK =
      """
      select block_no, first_event_id, cast(cast(last_transaction as text) as bigint) as last_transaction,
        last_event_id, events, encode(hash, 'hex') as hash
      from audit_blocks
      """;

  private static final String LAST = BLOCK + "order by block_no desc limit 1";
  private static final String FIND = BLOCK + "where block_no = :blockNo";
  private static final String AFTER = BLOCK + "where block_no > :blockNo order by block_no";

  private static final String EVENTS_AFTER =
      """
      select %s from audit_events e
      where (e.transaction_id, e.audit_event_id) > (cast(:afterTransaction as xid8), :afterEvent)
      """
          .formatted(EventRows.COLUMNS);

  /**
   * What no running transaction can still add to: a transaction that has not ended is not older
   * than the oldest that runs, and events stand in the order of their transactions.
   */
  private static final String SETTLED =
      EVENTS_AFTER
          + """
            and e.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
          order by e.transaction_id, e.audit_event_id
          """;

  private static final String OF_BLOCK =
      EVENTS_AFTER
          + """
            and (e.transaction_id, e.audit_event_id) <= (cast(:lastTransaction as xid8), :lastEvent)
          order by e.transaction_id, e.audit_event_id
          """;

  private static final String UNSEALED =
      """
      select count(*) from audit_events
      where (transaction_id, audit_event_id) > (cast(:afterTransaction as xid8), :afterEvent)
      """;

  private static final String COUNTED_ANEW =
      "select cast(:lastTransaction as xid8) >= pg_snapshot_xmax(pg_current_snapshot())";

  private static final String SEAL =
      """
      insert into audit_blocks (block_no, first_event_id, last_transaction, last_event_id, events, hash)
      values (:blockNo, :firstEvent, cast(:lastTransaction as xid8), :lastEvent, :events, decode(:hash, 'hex'))
      on conflict do nothing
      """;

  private final Session session;
  private final EventRows rows;

  AuditBlocks(Session session, EventRows rows) {
    this.session = session;
    this.rows = rows;
  }

  /**
   * Seals the next block of events that nothing can come to stand before any more. Of two that seal
   * at once, one does.
   *
   * @return empty if there is nothing to seal, or somebody else sealed it
   * @throws IllegalStateException if the ledger came to a database whose transactions are counted
   *     anew: new events would stand among the sealed ones
   */
  @Transactional
  public Optional<AuditBlock> seal() {
    Optional<AuditBlock> before = last();
    EventPosition after = before.map(AuditBlock::last).orElse(EventPosition.BEGINNING);
    if (countedAnew(after)) {
      throw new IllegalStateException(
          "audit events cannot be sealed: transactions are counted from below %d, which is sealed; was the ledger restored from a dump instead of a snapshot?"
              .formatted(after.transactionId()));
    }
    List<AuditEvent> events =
        session
            .createNativeQuery(SETTLED, Tuple.class)
            .setParameter("afterTransaction", Long.toString(after.transactionId()))
            .setParameter("afterEvent", after.eventId())
            .setMaxResults(EVENTS_MAX)
            .getResultStream()
            .map(rows::event)
            .toList();
    if (events.isEmpty()) {
      return Optional.empty();
    }
    AuditBlock block = block(before, events);
    return insert(block) ? Optional.of(block) : Optional.empty();
  }

  private boolean countedAnew(EventPosition sealed) {
    return session
        .createNativeQuery(COUNTED_ANEW, Boolean.class)
        .setParameter("lastTransaction", Long.toString(sealed.transactionId()))
        .getSingleResult();
  }

  private static AuditBlock block(Optional<AuditBlock> before, List<AuditEvent> events) {
    long blockNo = before.map(AuditBlock::blockNo).orElse(0L) + 1;
    var hashing =
        new BlockHashing(before.map(AuditBlock::hash).orElse(BlockHash.BEFORE_ALL), blockNo);
    events.forEach(hashing::add);
    return new AuditBlock(
        blockNo,
        events.getFirst().position().eventId(),
        events.getLast().position(),
        events.size(),
        hashing.end());
  }

  private boolean insert(AuditBlock block) {
    return session
            .createNativeMutationQuery(SEAL)
            .setParameter("blockNo", block.blockNo())
            .setParameter("firstEvent", block.firstEventId())
            .setParameter("lastTransaction", Long.toString(block.last().transactionId()))
            .setParameter("lastEvent", block.last().eventId())
            .setParameter("events", block.events())
            .setParameter("hash", block.hash().hex())
            .executeUpdate()
        == 1;
  }

  /** The block of a number. */
  @Transactional
  public Optional<AuditBlock> find(long blockNo) {
    return session
        .createNativeQuery(FIND, Tuple.class)
        .setParameter("blockNo", blockNo)
        .getResultStream()
        .map(AuditBlocks::block)
        .findFirst();
  }

  /** The block that was sealed last. */
  @Transactional
  public Optional<AuditBlock> last() {
    return session
        .createNativeQuery(LAST, Tuple.class)
        .getResultStream()
        .map(AuditBlocks::block)
        .findFirst();
  }

  /**
   * The blocks after a number, in their order.
   *
   * @param limit how many at most
   */
  @Transactional
  public List<AuditBlock> after(long blockNo, int limit) {
    return session
        .createNativeQuery(AFTER, Tuple.class)
        .setParameter("blockNo", blockNo)
        .setMaxResults(limit)
        .getResultStream()
        .map(AuditBlocks::block)
        .toList();
  }

  /**
   * The events that the ledger still has between two places, in their order; more than a block may
   * have only by one.
   *
   * @param after the last event of the block before
   * @param last the last event of the block
   */
  @Transactional
  public List<AuditEvent> events(EventPosition after, EventPosition last) {
    return session
        .createNativeQuery(OF_BLOCK, Tuple.class)
        .setParameter("afterTransaction", Long.toString(after.transactionId()))
        .setParameter("afterEvent", after.eventId())
        .setParameter("lastTransaction", Long.toString(last.transactionId()))
        .setParameter("lastEvent", last.eventId())
        .setMaxResults(EVENTS_MAX + 1)
        .getResultStream()
        .map(rows::event)
        .toList();
  }

  /** How many events are in no block yet. */
  @Transactional
  public long unsealed() {
    EventPosition after = last().map(AuditBlock::last).orElse(EventPosition.BEGINNING);
    return session
        .createNativeQuery(UNSEALED, Long.class)
        .setParameter("afterTransaction", Long.toString(after.transactionId()))
        .setParameter("afterEvent", after.eventId())
        .getSingleResult();
  }

  private static AuditBlock block(Tuple row) {
    return new AuditBlock(
        row.get("block_no", Long.class),
        row.get("first_event_id", Long.class),
        new EventPosition(
            row.get("last_transaction", Long.class), row.get("last_event_id", Long.class)),
        row.get("events", Integer.class),
        new BlockHash(row.get("hash", String.class)));
  }
}
