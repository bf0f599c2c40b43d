package bulkorder.ledger.batch;

/** A chunk whose work stands still, and which of its queues shall see it again. */
public record StuckChunk(Chunk chunk, boolean toOrder, boolean toPay, boolean toNotify) {}
