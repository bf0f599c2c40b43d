package bulkorder.ledger.imports;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** Finds the batch that a client's file has made before, so that no file runs twice unasked. */
@ApplicationScoped
public class SameContent {

  /**
   * Of two equal files of a client, the second waits here for the first one's commit, and then sees
   * it.
   */
  private static final String LOCK =
      "select 1 from pg_advisory_xact_lock(hashtextextended(:clientId || :sha256, 2))";

  private static final String FIND =
      """
      select batch_id from batches
      where client_id = :clientId and content_sha256 = decode(:sha256, 'hex')
        and status in ('PROCESSING', 'COMPLETED', 'COMPLETED_WITH_ERRORS', 'PAUSED')
      order by batch_id limit 1
      """;

  private static final String SHA256 =
      "select encode(content_sha256, 'hex') from batches where batch_id = :batchId";

  private final Session session;

  SameContent(Session session) {
    this.session = session;
  }

  /**
   * The batch that runs or ran with a file of these bytes. Until the end of the transaction no
   * other begins to.
   */
  Optional<BatchId> ranAs(ClientId clientId, String sha256) {
    session
        .createNativeQuery(LOCK, Integer.class)
        .setParameter("clientId", clientId.value())
        .setParameter("sha256", sha256)
        .getSingleResult();
    return session
        .createNativeQuery(FIND, UUID.class)
        .setParameter("clientId", clientId.value())
        .setParameter("sha256", sha256)
        .getResultStream()
        .map(BatchId::new)
        .findFirst();
  }

  /** The same for the file of a batch that is in the ledger. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<BatchId> ranAs(ClientId clientId, BatchId batchId) {
    return ranAs(
        clientId,
        session
            .createNativeQuery(SHA256, String.class)
            .setParameter("batchId", batchId.value())
            .getSingleResult());
  }
}
