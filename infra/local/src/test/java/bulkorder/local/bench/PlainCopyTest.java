package bulkorder.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.standins.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainCopyTest {
  private static final UUID BATCH = UUID.fromString("019a0000-0000-7000-8000-000000000001");
  private static final String SCHEMA =
      """
      create table batch_rows (batch_id uuid not null, row_number integer check (row_number > 0), name text,
        primary key (batch_id, row_number)) partition by range (batch_id);
      create index on batch_rows (name);
      create table batch_rows_202611 partition of batch_rows for values from (minvalue) to (maxvalue)
        with (fillfactor = 50);
      insert into batch_rows values ('%1$s', 1, null), ('%1$s', 2, E'a\\tb\\\\'),
        ('019a0000-0000-7000-8000-000000000002', 1, 'of another batch');
      """
          .formatted(BATCH);

  private static PostgresServer postgres;
  private static Connection connection;

  @BeforeAll
  static void start() throws SQLException {
    postgres = PostgresServer.startTemporary();
    connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "");
    execute(SCHEMA);
  }

  @AfterAll
  static void stop() throws SQLException {
    connection.close();
    postgres.close();
  }

  @Test
  void the_rows_of_the_batch_are_copied_as_they_are_stored_into_an_equal_table(@TempDir Path files)
      throws Exception {
    var copy = new PlainCopy(connection);
    var file = files.resolve("rows.tsv");
    copy.write(BATCH, file);
    copy.createTable();
    assertThat(copy.copySeconds(file)).isPositive();

    assertThat(text("select string_agg(row_number || coalesce(name, '-'), ',') from bench_rows"))
        .isEqualTo("1-,2a\tb\\");
    assertThat(text("select count(*) from pg_index where indrelid = 'bench_rows'::regclass"))
        .isEqualTo("2");
    assertThat(
            text(
                "select count(*) from pg_constraint where conrelid = 'bench_rows'::regclass and contype in ('c', 'p')"))
        .isEqualTo("2");
    assertThat(text("select reloptions from pg_class where relname = 'bench_rows'"))
        .isEqualTo("{fillfactor=50}");

    copy.dropTable();
    assertThat(text("select to_regclass('bench_rows')")).isEqualTo("null");
  }

  private static void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(String query) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      result.next();
      return String.valueOf(result.getString(1));
    }
  }
}
