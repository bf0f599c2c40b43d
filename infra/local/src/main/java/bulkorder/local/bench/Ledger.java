package bulkorder.local.bench;

import bulkorder.local.Addresses;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** The ledger, looked at from outside. */
final class Ledger implements AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
  private static final Duration IMPORT_MAX = Duration.ofMinutes(15);

  private static final String LOOK =
      """
      select batch_id, rows_read, accepted_at is not null as accepted, queued_at is not null as queued,
        coalesce(rejection_code, '') as rejection
      from batches where object_key = ?
      """;

  private final Connection connection;

  private Ledger(Connection connection) {
    this.connection = connection;
  }

  static Ledger of(Addresses at) throws SQLException {
    return new Ledger(DriverManager.getConnection(at.jdbcUrl(), at.databaseUser(), ""));
  }

  /** Commits each statement. */
  Connection connection() {
    return connection;
  }

  /**
   * A file that was imported.
   *
   * @param acceptedSeconds from its upload until others saw it accepted: its rows are committed
   * @param queuedSeconds from its upload until others saw that all its messages had been sent
   */
  record Imported(UUID batchId, double acceptedSeconds, double queuedSeconds) {}

  /** A look at the batch of one object. */
  private record Look(UUID batchId, int rows, boolean accepted, boolean queued, String rejection) {}

  /**
   * Waits until an object is imported.
   *
   * @param uploadedNanos when it had been uploaded
   * @param rowsRead told of progress
   * @throws IllegalStateException if it is rejected, or takes very long
   */
  Imported awaitImport(String objectKey, long uploadedNanos, IntConsumer rowsRead)
      throws SQLException, InterruptedException {
    double accepted = 0;
    while (System.nanoTime() - uploadedNanos < IMPORT_MAX.toNanos()) {
      var look = look(objectKey);
      double seconds = (System.nanoTime() - uploadedNanos) / (double) TimeUnit.SECONDS.toNanos(1);
      if (look.isPresent()) {
        refuseRejected(objectKey, look.get());
        rowsRead.accept(look.get().rows());
        accepted = accepted == 0 && look.get().accepted() ? seconds : accepted;
        if (look.get().queued()) {
          return new Imported(look.get().batchId(), accepted, seconds);
        }
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
    throw new IllegalStateException(
        objectKey + " was not imported within " + IMPORT_MAX.toMinutes() + " minutes");
  }

  private static void refuseRejected(String objectKey, Look look) {
    if (!look.rejection().isEmpty()) {
      throw new IllegalStateException(objectKey + " was rejected: " + look.rejection());
    }
  }

  private Optional<Look> look(String objectKey) throws SQLException {
    try (var query = connection.prepareStatement(LOOK)) {
      query.setString(1, objectKey);
      try (var found = query.executeQuery()) {
        return found.next()
            ? Optional.of(
                new Look(
                    found.getObject("batch_id", UUID.class),
                    found.getInt("rows_read"),
                    found.getBoolean("accepted"),
                    found.getBoolean("queued"),
                    found.getString("rejection")))
            : Optional.empty();
      }
    }
  }

  /** How many rows of the batch wait for their order. */
  int queuedRows(UUID batchId) throws SQLException {
    return number(
        "select count(*) from batch_rows where status = 'QUEUED' and batch_id = '%s'"
            .formatted(batchId));
  }

  /** How many chunks, each of which is one message. */
  int chunks(UUID batchId) throws SQLException {
    return number("select count(*) from batch_chunks where batch_id = '%s'".formatted(batchId));
  }

  private int number(String query) throws SQLException {
    return Integer.parseInt(text(query));
  }

  /** Forgets all batches, so that the next one finds the ledger as the last one did. */
  void forgetBatches() throws SQLException {
    execute("truncate batches, batch_runs, batch_reports, batch_chunks, batch_rows cascade");
  }

  /** All that was ever written to the log of changes, in bytes. */
  long logBytes() throws SQLException {
    return Long.parseLong(text("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint"));
  }

  /** What the ledger's tables and indexes take on disk, in bytes. */
  long sizeBytes() throws SQLException {
    return Long.parseLong(text("select pg_database_size(current_database())"));
  }

  /** Whether the reports of the batch are written. */
  boolean hasReports(UUID batchId) throws SQLException {
    return number(
            "select count(*) from batches where reports_at is not null and batch_id = '%s'"
                .formatted(batchId))
        > 0;
  }

  /** Writes out what earlier work left behind, so that it does not weigh on what comes. */
  void settle() throws SQLException {
    execute("checkpoint");
  }

  /** The server, for the report. */
  String setting() throws SQLException {
    return "Postgres %s with fsync %s".formatted(text("show server_version"), text("show fsync"));
  }

  private String text(String query) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
