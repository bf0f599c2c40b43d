package bulkorder.schema;

import bulkorder.schema.SchemaRequest.NewClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The ledger's schema: migrations, partitions of the months ahead, months that may go, and the
 * first clients.
 */
@ApplicationScoped
public class LedgerSchema {

  /**
   * Partitions exist for this month and for so many after it, so a schedule that fails for weeks
   * loses nothing.
   */
  private static final int PARTITION_MONTHS_AHEAD = 3;

  private static final String ADD_PARTITIONS = "select add_partitions(?)";

  private static final String DROP_ARCHIVED = "select drop_archived_audit_events()";

  private static final String CREATE_CLIENT = "select create_client(?, ?, ?, ?)";

  private final Flyway flyway;
  private final DataSource dataSource;

  LedgerSchema(Flyway flyway, DataSource dataSource) {
    this.flyway = flyway;
    this.dataSource = dataSource;
  }

  /**
   * Applies what is missing; run again it changes nothing.
   *
   * @throws SQLException if the ledger cannot be reached or refuses a client (its id or name is not
   *     allowed)
   */
  public SchemaAnswer bringUpToDate(SchemaRequest request) throws SQLException {
    int migrationsApplied = flyway.migrate().migrationsExecuted;
    // Asked before our own connection is open: Flyway may take the pool's two.
    String version = version();
    try (var connection = dataSource.getConnection()) {
      int partitionsAdded = addPartitions(connection);
      int clientsCreated = 0;
      for (NewClient client : request.clients()) {
        if (create(client, connection)) {
          clientsCreated++;
        }
      }
      return new SchemaAnswer(
          version, migrationsApplied, partitionsAdded, clientsCreated, dropArchived(connection));
    }
  }

  private String version() {
    return Objects.requireNonNull(flyway.info().current().getVersion()).toString();
  }

  private static int addPartitions(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(ADD_PARTITIONS)) {
      statement.setInt(1, PARTITION_MONTHS_AHEAD);
      try (var result = statement.executeQuery()) {
        result.next();
        return result.getInt(1);
      }
    }
  }

  private static int dropArchived(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(DROP_ARCHIVED)) {
      result.next();
      return result.getInt(1);
    }
  }

  private static boolean create(NewClient client, Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(CREATE_CLIENT)) {
      statement.setString(1, client.clientId());
      statement.setString(2, client.name());
      statement.setString(3, client.language());
      statement.setObject(4, client.requestsPerSecond(), Types.INTEGER);
      try (var result = statement.executeQuery()) {
        result.next();
        return result.getBoolean(1);
      }
    }
  }
}
