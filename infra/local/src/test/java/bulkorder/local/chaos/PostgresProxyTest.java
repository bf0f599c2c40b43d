package bulkorder.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.standins.PostgresServer;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

/** The real driver and a real server on both sides of the proxy. */
class PostgresProxyTest {
  private static PostgresServer postgres;

  private final List<Phase> passed = new CopyOnWriteArrayList<>();
  private volatile PostgresProxy.Gate gate = _ -> true;
  private final Weather weather = new Weather();
  private PostgresProxy proxy;

  @BeforeAll
  static void startServer() {
    postgres = PostgresServer.startTemporary();
  }

  @AfterAll
  static void stopServer() {
    postgres.close();
  }

  @BeforeEach
  void start() throws IOException, SQLException {
    proxy =
        PostgresProxy.start(
            postgres.port(),
            weather,
            phase -> {
              passed.add(phase);
              return gate.pass(phase);
            });
    directly("drop table if exists t; create table t (id integer)");
  }

  @AfterEach
  void stop() {
    proxy.close();
  }

  @Test
  void each_commit_is_seen_once_on_each_side_from_the_first_to_the_prepared_ones()
      throws SQLException {
    try (var connection = through()) {
      for (int time = 1; time <= 12; time++) {
        execute(connection, "insert into t values (%d)".formatted(time));
        connection.commit();
        assertThat(passed).hasSize(2 * time).endsWith(Phase.BEFORE, Phase.AFTER);
      }
      execute(connection, "insert into t values (13)");
      connection.rollback();
    }

    assertThat(passed).hasSize(24);
    assertThat(rows()).isEqualTo(12);
  }

  @Test
  void what_is_cut_before_its_commit_never_happened() throws SQLException {
    gate = phase -> phase == Phase.AFTER;

    assertThatThrownBy(this::insertAndCommit).isInstanceOf(SQLException.class);

    assertThat(passed).containsExactly(Phase.BEFORE);
    assertThat(rows()).isZero();
  }

  @Test
  void what_is_cut_after_its_commit_has_happened_and_its_client_does_not_know()
      throws SQLException {
    gate = phase -> phase == Phase.BEFORE;

    assertThatThrownBy(this::insertAndCommit).isInstanceOf(SQLException.class);

    assertThat(passed).containsExactly(Phase.BEFORE, Phase.AFTER);
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void a_commit_of_a_broken_transaction_is_none() throws SQLException {
    try (var connection = through()) {
      assertThatThrownBy(() -> execute(connection, "insert into t values ('x')"))
          .isInstanceOf(SQLException.class);
      try (var statement = connection.createStatement()) {
        statement.execute("commit");
      }
    }

    assertThat(passed).containsExactly(Phase.BEFORE);
  }

  @Test
  void a_large_copy_goes_through_whole() throws Exception {
    var lines = new StringBuilder();
    for (int i = 0; i < 200_000; i++) {
      lines.append(i).append('\n');
    }
    try (var connection = through()) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy t from stdin", new StringReader(lines.toString()));
      connection.commit();
    }

    assertThat(rows()).isEqualTo(200_000);
  }

  @Test
  void connections_that_are_cut_end_at_once_and_new_ones_are_taken() throws SQLException {
    try (var connection = through()) {
      execute(connection, "insert into t values (1)");
      proxy.cut();
      assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
    }

    insertAndCommit();
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void a_pause_holds_every_byte_and_loses_none() throws SQLException {
    try (var connection = through()) {
      execute(connection, "insert into t values (1)");
      long begin = System.nanoTime();
      weather.pauseDatabase(Duration.ofMillis(300));
      connection.commit();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(290));
    }

    assertThat(rows()).isEqualTo(1);
  }

  private void insertAndCommit() throws SQLException {
    try (var connection = through()) {
      execute(connection, "insert into t values (1)");
      connection.commit();
    }
  }

  private Connection through() throws SQLException {
    var url = "jdbc:postgresql://127.0.0.1:%d/bulkorder".formatted(proxy.port());
    var properties = new Properties();
    PGProperty.USER.set(properties, postgres.user());
    PGProperty.PREPARE_THRESHOLD.set(properties, 3);
    var connection = DriverManager.getConnection(url, properties);
    connection.setAutoCommit(false);
    return connection;
  }

  private static int rows() throws SQLException {
    try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "");
        var statement = connection.createStatement();
        var result = statement.executeQuery("select count(*) from t")) {
      result.next();
      return result.getInt(1);
    }
  }

  private static void directly(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "")) {
      execute(connection, sql);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
