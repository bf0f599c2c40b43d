package bulkorder.importing;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks into the ledger's tables as they are. */
@ApplicationScoped
class Ledger {

  private final AgroalDataSource database;

  Ledger(AgroalDataSource database) {
    this.database = database;
  }

  /** The first column of a query's rows, as text. */
  List<String> texts(String sql, String... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      return statement.execute() ? texts(statement.getResultSet()) : List.of();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static List<String> texts(ResultSet rows) throws SQLException {
    List<String> texts = new ArrayList<>();
    while (rows.next()) {
      texts.add(String.valueOf(rows.getString(1)));
    }
    return texts;
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
