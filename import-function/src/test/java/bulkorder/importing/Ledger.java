package bulkorder.importing;

import bulkorder.ledger.testing.LedgerView;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;

/** Looks into the ledger's tables as they are. */
@ApplicationScoped
class Ledger {

  private final LedgerView view;

  Ledger(AgroalDataSource database) {
    this.view = new LedgerView(database);
  }

  /** The rows of a query, as {@link LedgerView#query} shows them. */
  List<String> texts(String sql, String... parameters) {
    return view.query(sql, (Object[]) parameters);
  }

  /** Changes what time or another party would have changed. */
  void change(String sql, String... parameters) throws SQLException {
    view.change(sql, (Object[]) parameters);
  }

  /** How a file's batch stands, with its rejection where there is one. */
  List<String> batches(String key) {
    return texts(
        "select status || coalesce(' ' || rejection_code, '') from batches where object_key = ?",
        key);
  }

  /** How many rows of a file are in which state. */
  List<String> rows(String key) {
    return texts(
        """
        select r.status || ' ' || count(*) from batch_rows r join batches b using (batch_id)
        where b.object_key = ? group by r.status order by 1
        """,
        key);
  }

  String batchId(String key) {
    return texts("select batch_id from batches where object_key = ?", key).getFirst();
  }

  /** What the audit events tell of a file's batch. */
  List<String> audit(String key) {
    return texts(
        "select action from audit_events where subject = ? order by audit_event_id", batchId(key));
  }
}
