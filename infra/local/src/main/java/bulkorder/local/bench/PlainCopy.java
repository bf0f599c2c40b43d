package bulkorder.local.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * What Postgres itself needs for the rows of a batch: the bytes that are stored, read from a file
 * and copied into a table with the same columns, checks, indexes and fill factor, by the protocol
 * of {@code \copy}, in one transaction.
 */
final class PlainCopy {
  private static final int BUFFER_BYTES = 64 * 1024;

  private static final String COPY_OUT =
      "copy (select * from batch_rows where batch_id = '%s') to stdout";

  private static final String CREATE_TABLE =
      """
      do $$
      declare
        leaf record;
      begin
        select c.relname, c.reloptions into strict leaf
        from pg_class c
        where c.oid = (select tableoid from batch_rows limit 1);
        execute format('create table bench_rows (like %I including all) with (%s)', leaf.relname,
          array_to_string(leaf.reloptions, ', '));
      end $$
      """;

  private final Connection connection;

  /** On a connection that commits each statement. */
  PlainCopy(Connection connection) {
    this.connection = connection;
  }

  /** Writes the rows as they are stored. */
  void write(UUID batchId, Path file) throws SQLException, IOException {
    try (var out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
      copies().copyOut(COPY_OUT.formatted(batchId), out);
    }
  }

  /** Makes the empty table, equal to the one that holds the ledger's rows. */
  void createTable() throws SQLException {
    execute(CREATE_TABLE);
  }

  /** Copies the file, and gives the seconds from its first byte to the end of the commit. */
  double copySeconds(Path file) throws SQLException, IOException {
    connection.setAutoCommit(false);
    try (var in = Files.newInputStream(file)) {
      long began = System.nanoTime();
      copies().copyIn("copy bench_rows from stdin", in, BUFFER_BYTES);
      connection.commit();
      return (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
    } finally {
      connection.setAutoCommit(true);
    }
  }

  void dropTable() throws SQLException {
    execute("drop table bench_rows");
  }

  private CopyManager copies() throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
