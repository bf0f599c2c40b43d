package bulkorder.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

  private final Path directory;

  PostgresServerTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void data_is_kept_between_runs() throws SQLException {
    try (var server = PostgresServer.start(directory)) {
      execute(server.jdbcUrl(), "create table kept (id int); insert into kept values (42)");
    }
    try (var server = PostgresServer.start(directory)) {
      assertThat(query(server.jdbcUrl(), "select id from kept")).isEqualTo("42");
    }
  }

  @Test
  void a_kept_directory_is_durable_and_its_settings_are_bounded() throws SQLException {
    try (var server = PostgresServer.start(directory)) {
      assertThat(query(server.jdbcUrl(), "show synchronous_commit")).isEqualTo("on");
      assertThat(query(server.jdbcUrl(), "show fsync")).isEqualTo("on");
      assertThat(query(server.jdbcUrl(), "show max_connections")).isEqualTo("200");
      assertThat(query(server.jdbcUrl(), "show shared_buffers")).isEqualTo("256MB");
      assertThat(query(server.jdbcUrl(), "show server_version")).startsWith("16.14");
    }
  }

  @Test
  void a_restarted_server_is_where_it_was_with_what_was_committed() throws SQLException {
    try (var server = PostgresServer.start(directory);
        var before = DriverManager.getConnection(server.jdbcUrl(), server.user(), "")) {
      execute(server.jdbcUrl(), "create table kept (id int); insert into kept values (42)");
      int port = server.port();

      server.restart();

      assertThat(server.port()).isEqualTo(port);
      assertThat(query(server.jdbcUrl(), "select id from kept")).isEqualTo("42");
      assertThat(before.isValid(1)).isFalse();
    }
  }

  @Test
  void a_stale_postmaster_file_whose_number_belongs_to_another_program_is_taken_away()
      throws SQLException, IOException {
    PostgresServer.start(directory).close();
    Path stale = directory.resolve("data/postmaster.pid");
    Files.writeString(stale, ProcessHandle.current().pid() + "\n" + stale.getParent() + "\n");

    try (var server = PostgresServer.start(directory)) {
      assertThat(query(server.jdbcUrl(), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void two_temporary_servers_run_beside_each_other_and_share_nothing() throws SQLException {
    try (var one = PostgresServer.startTemporary();
        var other = PostgresServer.startTemporary()) {
      execute(one.jdbcUrl(), "create table mine (id int)");

      assertThat(one.port()).isNotEqualTo(other.port());
      assertThat(query(other.jdbcUrl(), "select to_regclass('mine')")).isEqualTo("null");
    }
  }

  @Test
  void a_second_server_in_the_same_directory_is_refused_and_the_first_keeps_running()
      throws SQLException {
    try (var first = PostgresServer.start(directory)) {
      assertThatThrownBy(() -> PostgresServer.start(directory))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another run is using the database in");
      assertThat(query(first.jdbcUrl(), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void a_closed_server_is_gone_even_with_connections_open() throws SQLException {
    var server = PostgresServer.startTemporary();
    try (Connection open = DriverManager.getConnection(server.jdbcUrl(), server.user(), "")) {
      server.close();
      assertThat(open.isValid(1)).isFalse();
    }
    assertThatThrownBy(() -> query(server.jdbcUrl(), "select 1"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("refused");
  }

  @Test
  void a_database_is_created_once_and_its_name_is_checked() throws SQLException {
    try (var server = PostgresServer.startTemporary()) {
      assertThat(server.createDatabase("other")).endsWith(":" + server.port() + "/other");
      assertThat(query(server.createDatabase("other"), "select current_database()"))
          .isEqualTo("other");
      assertThatThrownBy(() -> server.createDatabase("a; drop"))
          .hasMessage("a database cannot be called \"a; drop\"");
    }
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return String.valueOf(row.getString(1));
    }
  }
}
