package bulkorder.schema;

import bulkorder.standins.PostgresServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A real Postgres in which nothing has been made yet. */
public class EmptyDatabase implements QuarkusTestResourceLifecycleManager {

  private @Nullable PostgresServer postgres;

  @Override
  public Map<String, String> start() {
    var server = PostgresServer.startTemporary();
    postgres = server;
    return Map.of(
        "quarkus.datasource.jdbc.url", server.jdbcUrl(),
        "quarkus.datasource.username", server.user());
  }

  @Override
  public void stop() {
    Objects.requireNonNull(postgres).close();
  }
}
