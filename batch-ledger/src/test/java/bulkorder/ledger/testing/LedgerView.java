package bulkorder.ledger.testing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What stands in the ledger, read by its own SQL, beside the code under test. */
public final class LedgerView {

  private final DataSource dataSource;

  /** Reads through a connection of its own. */
  public LedgerView(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Each row of the answer as its columns joined by blanks; a missing value is a dash. */
  public List<String> query(String sql, Object... parameters) {
    try (var connection = dataSource.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<String> lines = new ArrayList<>();
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          List<String> columns = new ArrayList<>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            String value = result.getString(i);
            columns.add(value == null ? "-" : value);
          }
          lines.add(String.join(" ", columns));
        }
      }
      return lines;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a statement that changes the ledger: what time or another party would have done. */
  public void change(String sql, Object... parameters) throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.execute();
    }
  }
}
