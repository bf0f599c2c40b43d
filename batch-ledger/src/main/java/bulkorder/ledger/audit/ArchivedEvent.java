package bulkorder.ledger.audit;

/**
 * An event as it is archived.
 *
 * @param blockNo the block in which it is sealed
 */
public record ArchivedEvent(long blockNo, AuditEvent event) {}
