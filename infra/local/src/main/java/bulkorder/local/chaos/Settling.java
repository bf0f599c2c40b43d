package bulkorder.local.chaos;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Waits until nothing moves any more, because all is done or because nothing goes on. */
final class Settling {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
  private static final String LOOK =
      """
      select (select count(*) from batches) as batches,
        (select count(*) from batches where ended_at is not null) as ended,
        coalesce(sum(rows), 0) as rows, coalesce(sum(rows - open_rows), 0) as ended_rows,
        coalesce(sum(ordered + paid + payment_failed + payment_unknown + failed), 0) as ordered
      from batch_chunks
      """;

  private static final Look NOTHING = new Look(Integer.MAX_VALUE, 0, 0, 0, 0, 0, 1);

  private final ChaosSystem system;
  private final Duration stillMax;
  private final Consumer<Look> progress;

  /** How far a system is. */
  record Look(
      int files, int batches, int ended, long rows, long endedRows, long orders, long messages) {
    boolean batchesHaveEnded() {
      return ended >= files && ended == batches;
    }

    boolean isSettled() {
      return batchesHaveEnded() && messages == 0;
    }
  }

  /**
   * @param stillMax gives up after so long without a change
   */
  Settling(ChaosSystem system, Duration stillMax, Consumer<Look> progress) {
    this.system = system;
    this.stillMax = stillMax;
    this.progress = progress;
  }

  /** Returns whether it came so far. */
  boolean until(Predicate<Look> enough) throws InterruptedException {
    Look last = NOTHING;
    for (long changedNanos = System.nanoTime();
        System.nanoTime() - changedNanos < stillMax.toNanos(); ) {
      Look next = look().orElse(last);
      changedNanos = next.equals(last) ? changedNanos : System.nanoTime();
      last = next;
      progress.accept(last);
      if (enough.test(last)) {
        return true;
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
    return false;
  }

  /** Empty while the database is away: its absence may be one of the faults. */
  private Optional<Look> look() {
    try (var connection =
            DriverManager.getConnection(
                system.addresses().jdbcUrl(), system.addresses().databaseUser(), "");
        var statement = connection.createStatement();
        var found = statement.executeQuery(LOOK)) {
      found.next();
      return Optional.of(
          new Look(
              system.dropped().size(),
              found.getInt("batches"),
              found.getInt("ended"),
              found.getLong("rows"),
              found.getLong("ended_rows"),
              found.getLong("ordered"),
              system.queues().total()));
    } catch (SQLException _) {
      return Optional.empty();
    }
  }
}
