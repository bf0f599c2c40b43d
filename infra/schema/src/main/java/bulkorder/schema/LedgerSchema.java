package bulkorder.schema;

import bulkorder.schema.SchemaRequest.NewClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

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
   * Applies the migrations that are missing, and makes the partitions that a new ledger needs; run
   * again it changes nothing.
   */
  public SchemaAnswer migrate() throws SQLException {
    return keepReady(flyway.migrate().migrationsExecuted, List.of());
  }

  /**
   * Adds partitions of the months ahead, drops what may go, and creates clients; migrates nothing.
   *
   * @throws IllegalStateException if nothing was ever deployed
   * @throws SQLException if the ledger cannot be reached or refuses a client (its id or name is not
   *     allowed)
   */
  public SchemaAnswer keepReady(List<NewClient> clients) throws SQLException {
    return keepReady(0, clients);
  }

  private SchemaAnswer keepReady(int migrationsApplied, List<NewClient> clients)
      throws SQLException {
    // Asked before our own connection is open: Flyway may take the pool's two.
    String version = version();
    try (var connection = dataSource.getConnection()) {
      int partitionsAdded = addPartitions(connection);
      int clientsCreated = 0;
      for (NewClient client : clients) {
        if (create(client, connection)) {
          clientsCreated++;
        }
      }
      return new SchemaAnswer(
          version, migrationsApplied, partitionsAdded, clientsCreated, dropArchived(connection));
    }
  }

  private String version() {
    MigrationInfo current = flyway.info().current();
    if (current == null) {
      throw new IllegalStateException("this ledger has no schema yet: a deployment makes it");
    }
    return current.getVersion().toString();
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
