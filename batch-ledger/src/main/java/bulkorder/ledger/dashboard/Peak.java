package bulkorder.ledger.dashboard;

import java.time.Instant;

/**
 * The most that was done in a time of one length.
 *
 * @param from when that time begins
 * @param orders whose payments came to their end in it, chunk by chunk
 */
public record Peak(Instant from, int orders) {}
