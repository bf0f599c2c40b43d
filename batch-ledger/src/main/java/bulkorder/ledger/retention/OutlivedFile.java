package bulkorder.ledger.retention;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.batch.FileObject;
import org.jspecify.annotations.Nullable;

/**
 * The uploaded file of a batch.
 *
 * @param clientId whose it is; null where it was dropped for a client that does not exist
 */
public record OutlivedFile(BatchId batchId, @Nullable ClientId clientId, FileObject object) {}
