package bulkorder.ledger.operations;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;

/**
 * What is done once a transaction is committed; after a rollback it is not done.
 *
 * @param work must not throw: nobody is told any more
 */
public record AfterCommit(Runnable work) implements Synchronization {

  @Override
  public void beforeCompletion() {}

  @Override
  public void afterCompletion(int status) {
    if (status == Status.STATUS_COMMITTED) {
      work.run();
    }
  }
}
