package bulkorder.ledger.batch;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;

/**
 * A run of consecutive rows: the unit of one message, one transaction, of progress and of recovery.
 *
 * @param chunkNo from 1 within its batch
 * @param runNo the run of the batch that it belongs to
 * @param firstRow the number of its first row
 * @param lastRow the number of its last row
 */
public record Chunk(
    BatchId batchId, int chunkNo, int runNo, ClientId clientId, int firstRow, int lastRow) {}
