package bulkorder.ledger.erasure;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import java.time.Instant;
import java.util.Optional;

/**
 * Where an erasure stands.
 *
 * @param batchId the batch that is being looked at; empty between two
 * @param afterChunk the last of its chunks that is done
 * @param afterTime of the last of its orders that is done
 * @param afterOrder the id of that order
 */
record Place(
    long erasureId,
    ClientId clientId,
    boolean findOnly,
    SoughtAddress sought,
    Optional<BatchId> batchId,
    int afterChunk,
    Instant afterTime,
    long afterOrder) {}
