package bulkorder.ledger.batch;

import bulkorder.ledger.BatchId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.hibernate.Session;

/** Asked before the work on a chunk begins, so that a person can pause or stop a batch. */
@ApplicationScoped
public class Gates {

  private static final String OF_BATCH =
      """
      select case when cancel_requested_at is not null then 'CANCELLED'
                  when pause_reason = 'PERSON' then 'PAUSED' else 'OPEN' end
      from batches where batch_id = :batchId
      """;

  private final Session session;

  Gates(Session session) {
    this.session = session;
  }

  /** Whether work on a batch's chunks may begin; it may for a batch that does not exist. */
  @Transactional
  public Gate of(BatchId batchId) {
    return session
        .createNativeQuery(OF_BATCH, String.class)
        .setParameter("batchId", batchId.value())
        .getResultStream()
        .findFirst()
        .map(Gate::valueOf)
        .orElse(Gate.OPEN);
  }
}
