package bulkorder.ledger.audit;

/**
 * A sealed block: the events after the block before it, up to its last one.
 *
 * @param blockNo from 1, without a gap
 * @param firstEventId the id of its first event
 * @param last where its last event stands
 * @param events how many it has
 * @param hash chained with that of the block before it
 */
public record AuditBlock(
    long blockNo, long firstEventId, EventPosition last, int events, BlockHash hash) {}
