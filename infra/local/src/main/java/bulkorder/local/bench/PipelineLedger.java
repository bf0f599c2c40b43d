package bulkorder.local.bench;

import bulkorder.local.bench.RunRecord.ChunkEnd;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntConsumer;

/** The batches in the ledger while they run and afterwards, looked at from outside. */
final class PipelineLedger {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final Duration RUN_MAX = Duration.ofMinutes(30);

  private static final String LOOK =
      """
      select b.batch_id, b.status, b.ended_at is not null as ended,
        (select coalesce(sum(rows - open_rows), 0) from batch_chunks c where c.batch_id = b.batch_id) as rows_ended
      from batches b where b.object_key = ?
      """;

  private static final String TIMES =
      """
      select extract(epoch from b.accepted_at) as accepted, extract(epoch from b.ended_at) as ended,
        extract(epoch from min(p.created_at)) as first_charge, extract(epoch from max(p.ended_at)) as last_charge,
        count(*) as payments
      from batches b join payments p on p.batch_id = b.batch_id
      where b.batch_id = ?
      group by b.batch_id
      """;

  private static final String CHUNK_ENDS =
      """
      select rows, paid, notifications_sent, extract(epoch from updated_at) as ended
      from batch_chunks where batch_id = ? order by updated_at
      """;

  private static final String POSTGRES_ID = "select pg_backend_pid()";

  private final Connection connection;

  /** On a connection that commits each statement. */
  PipelineLedger(Connection connection) {
    this.connection = connection;
  }

  /** The process of the server at the other end of the connection. */
  long backendId() throws SQLException {
    try (var statement = connection.createStatement();
        var found = statement.executeQuery(POSTGRES_ID)) {
      found.next();
      return found.getLong(1);
    }
  }

  /**
   * Waits until a number of rows of an object's batch have ended.
   *
   * @param rows all of them if it is more than the batch has
   * @param rowsEnded told of progress
   * @throws IllegalStateException if the batch is rejected or takes very long
   */
  UUID awaitRows(String objectKey, int rows, IntConsumer rowsEnded)
      throws SQLException, InterruptedException {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < RUN_MAX.toNanos()) {
      try (var query = connection.prepareStatement(LOOK)) {
        query.setString(1, objectKey);
        try (var found = query.executeQuery()) {
          if (found.next()) {
            if (found.getString("status").equals("REJECTED")) {
              throw new IllegalStateException(objectKey + " was rejected");
            }
            rowsEnded.accept(found.getInt("rows_ended"));
            if (found.getBoolean("ended") || found.getInt("rows_ended") >= rows) {
              return found.getObject("batch_id", UUID.class);
            }
          }
        }
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
    throw new IllegalStateException(
        objectKey + " did not end within " + RUN_MAX.toMinutes() + " minutes");
  }

  /**
   * A batch that has ended.
   *
   * @throws IllegalStateException if not all of its rows were paid and told
   */
  RunRecord record(UUID batchId) throws SQLException {
    List<ChunkEnd> ends = chunkEnds(batchId);
    int rows = ends.stream().mapToInt(ChunkEnd::rows).sum();
    try (var query = connection.prepareStatement(TIMES)) {
      query.setObject(1, batchId);
      try (var found = query.executeQuery()) {
        if (!found.next() || found.getInt("payments") != rows) {
          throw new IllegalStateException("batch %s has not %d payments".formatted(batchId, rows));
        }
        return new RunRecord(
            batchId,
            rows,
            found.getDouble("accepted"),
            found.getDouble("first_charge"),
            found.getDouble("last_charge"),
            found.getDouble("ended"),
            ends);
      }
    }
  }

  private List<ChunkEnd> chunkEnds(UUID batchId) throws SQLException {
    List<ChunkEnd> ends = new ArrayList<>();
    try (var query = connection.prepareStatement(CHUNK_ENDS)) {
      query.setObject(1, batchId);
      try (var found = query.executeQuery()) {
        while (found.next()) {
          ends.add(chunkEnd(batchId, found));
        }
      }
    }
    return ends;
  }

  private static ChunkEnd chunkEnd(UUID batchId, ResultSet chunk) throws SQLException {
    int rows = chunk.getInt("rows");
    if (chunk.getInt("paid") != rows || chunk.getInt("notifications_sent") != rows) {
      throw new IllegalStateException(
          "batch %s has a chunk of %d rows of which %d are paid and %d told"
              .formatted(batchId, rows, chunk.getInt("paid"), chunk.getInt("notifications_sent")));
    }
    return new ChunkEnd(rows, chunk.getDouble("ended"));
  }
}
