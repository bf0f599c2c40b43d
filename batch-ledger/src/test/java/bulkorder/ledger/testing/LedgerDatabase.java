package bulkorder.ledger.testing;

import bulkorder.standins.PostgresServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * A real Postgres with the ledger's schema and two clients, {@code demo} (Japanese) and {@code
 * acme} (English), whose customers are told of their orders and of nothing else, and who may call
 * as often as anybody may.
 */
public class LedgerDatabase implements QuarkusTestResourceLifecycleManager {

  private static final String CLIENTS =
      """
      insert into clients (client_id, name, language, notification_kinds, requests_per_second)
        values ('demo', 'Demo KK', 'ja', '["ORDER_CONFIRMED"]', 10000), ('acme', 'Acme Ltd', 'en', '["ORDER_CONFIRMED"]', 10000);
      insert into client_payment_limits (client_id, currency, amount_min, amount_max)
        values ('demo', 'JPY', 100, 1000000), ('acme', 'JPY', 100, 1000000);
      select add_partitions(1);
      """;

  private @Nullable PostgresServer postgres;

  @Override
  public Map<String, String> start() {
    var server = PostgresServer.startTemporary();
    postgres = server;
    Flyway.configure()
        .dataSource(server.jdbcUrl(), server.user(), server.password())
        .load()
        .migrate();
    try (var connection =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        var statement = connection.createStatement()) {
      statement.execute(CLIENTS);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Map.of(
        "quarkus.datasource.jdbc.url", server.jdbcUrl(),
        "quarkus.datasource.username", server.user());
  }

  @Override
  public void stop() {
    Objects.requireNonNull(postgres).close();
  }
}
