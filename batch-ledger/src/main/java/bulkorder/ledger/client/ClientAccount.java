package bulkorder.ledger.client;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.batch.Client.Status;
import java.time.Instant;

/**
 * A client as administrators see it.
 *
 * @param updatedAt when administrators changed it last
 */
public record ClientAccount(
    ClientId clientId, Status status, ClientTerms terms, Instant createdAt, Instant updatedAt) {}
