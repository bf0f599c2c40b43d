package bulkorder.ledger.client;

import bulkorder.ledger.ClientId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * How many requests clients have left, shared by all copies of the function: a bucket for each
 * client, which fills at its rate and holds what comes in 2 s. One short call that waits for no
 * disk, outside of every transaction.
 */
@ApplicationScoped
public class RequestRates {

  private static final String TAKE = "select given, per_second, next_in from take_requests(?, ?)";

  private final DataSource dataSource;

  RequestRates(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Takes requests of a client, as many as there are.
   *
   * @param units how many at most
   * @throws IllegalStateException if the ledger cannot be asked
   */
  public Grant take(ClientId clientId, int units) {
    try (var connection = dataSource.getConnection();
        var statement = connection.prepareStatement(TAKE)) {
      statement.setString(1, clientId.value());
      statement.setInt(2, units);
      try (var result = statement.executeQuery()) {
        result.next();
        return grant(result);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the ledger does not tell what a client may still send", e);
    }
  }

  private static Grant grant(ResultSet result) throws SQLException {
    int given = result.getInt("given");
    return given > 0
        ? new Grant.Given(given, result.getInt("per_second"))
        : new Grant.Later(Duration.ofNanos((long) (result.getDouble("next_in") * 1e9)));
  }
}
