package bulkorder.ledger.payment;

import bulkorder.ledger.batch.Chunk;

/**
 * An attempt whose outcome is unknown.
 *
 * @param chunk that of its lead order
 */
public record UnknownPayment(Chunk chunk, Attempt attempt) {}
