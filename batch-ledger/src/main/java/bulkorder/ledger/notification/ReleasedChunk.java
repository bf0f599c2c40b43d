package bulkorder.ledger.notification;

import bulkorder.ledger.batch.ChunkState;

/**
 * A chunk whose claim on mails has ended.
 *
 * @param mailsLeft how many of its mails are still to be sent
 * @param calls how many requests were begun with that mail of them that was tried most often
 */
public record ReleasedChunk(ChunkState state, int mailsLeft, int calls) {}
