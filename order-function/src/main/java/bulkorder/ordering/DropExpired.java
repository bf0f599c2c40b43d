package bulkorder.ordering;

import bulkorder.ledger.announcement.FormerSecrets;
import bulkorder.ledger.idempotency.IdempotencyKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.IntUnaryOperator;

/** Drops what clients' requests left behind and nobody may use any more, by the set. */
@ApplicationScoped
class DropExpired {

  private static final int SET_MAX = 1000;

  /** What is left after so many sets is dropped the next time. */
  private static final int SETS_MAX = 200;

  private final IdempotencyKeys idempotencyKeys;
  private final FormerSecrets formerSecrets;

  DropExpired(IdempotencyKeys idempotencyKeys, FormerSecrets formerSecrets) {
    this.idempotencyKeys = idempotencyKeys;
    this.formerSecrets = formerSecrets;
  }

  void drop() {
    dropSets(idempotencyKeys::deleteExpired);
    dropSets(formerSecrets::dropEnded);
  }

  private static void dropSets(IntUnaryOperator dropSet) {
    int sets = 0;
    boolean more = true;
    while (more && sets < SETS_MAX) {
      more = dropSet.applyAsInt(SET_MAX) == SET_MAX;
      sets++;
    }
  }
}
