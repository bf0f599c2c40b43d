package bulkorder.local.bench;

import bulkorder.local.Addresses;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** The send rates in the ledger: how often they were written, as Postgres counts it. */
final class SendRateWrites implements AutoCloseable {
  /** Postgres hands on what an idle connection has counted after at most ten seconds. */
  private static final Duration COUNTED_AFTER = Duration.ofSeconds(11);

  private static final String WRITES =
      "select n_tup_ins + n_tup_upd from pg_stat_user_tables where relname = 'send_rates'";

  private static final String HOLD_BACK =
      "update send_rates set next_at = clock_timestamp() + make_interval(secs => ?), units_given = 0";

  private final Connection connection;

  private SendRateWrites(Connection connection) {
    this.connection = connection;
  }

  static SendRateWrites of(Addresses at) throws SQLException {
    return new SendRateWrites(DriverManager.getConnection(at.jdbcUrl(), at.databaseUser(), ""));
  }

  /** Lets nobody have a turn for so long, so that there is work for all of them then. */
  void holdBack(Duration time) throws SQLException {
    try (var statement = connection.prepareStatement(HOLD_BACK)) {
      statement.setLong(1, time.toSeconds());
      statement.executeUpdate();
    }
  }

  /** The number when all that was done before is counted. */
  long settled() throws SQLException, InterruptedException {
    Thread.sleep(COUNTED_AFTER);
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(WRITES)) {
      if (!result.next()) {
        throw new IllegalStateException("there is no table send_rates");
      }
      return result.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
