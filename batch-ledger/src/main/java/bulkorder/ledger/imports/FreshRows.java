package bulkorder.ledger.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;

/** Statements that join rows that were copied a moment ago. */
@ApplicationScoped
class FreshRows {

  private final Session session;

  FreshRows(Session session) {
    this.session = session;
  }

  /**
   * Fresh rows have no statistics, or those that an analysis took of a table that looked empty to
   * it. A nested loop that takes a million of them for one does not end.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  int changeWithoutNestedLoops(MutationQuery statement) {
    session.createNativeMutationQuery("set local enable_nestloop = off").executeUpdate();
    int changed = statement.executeUpdate();
    session.createNativeMutationQuery("set local enable_nestloop = on").executeUpdate();
    return changed;
  }
}
