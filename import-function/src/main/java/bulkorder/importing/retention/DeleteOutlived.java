package bulkorder.importing.retention;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.retention.OutlivedFile;
import bulkorder.ledger.retention.OutlivedObjects;
import bulkorder.ledger.retention.OutlivedReports;
import bulkorder.ledger.retention.OutlivedRows;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jboss.logging.Logger;

/**
 * Deletes what has outlived the lifetimes of its client, step by step. Objects are deleted first
 * and shown as deleted after, so a crash only has them deleted again; rows are hidden first, all of
 * a batch at once. So it may be killed anywhere, and done by two at once.
 */
@ApplicationScoped
public class DeleteOutlived {

  private static final Logger LOG = Logger.getLogger(DeleteOutlived.class);

  private static final int OBJECTS_AT_ONCE = 100;

  /** More than any one step takes. */
  static final Duration STEP_MAX = Duration.ofSeconds(30);

  private final OutlivedObjects outlived;
  private final OutlivedRows rows;
  private final KeptObjects objects;

  DeleteOutlived(OutlivedObjects outlived, OutlivedRows rows, KeptObjects objects) {
    this.outlived = outlived;
    this.rows = rows;
    this.objects = objects;
  }

  /** Works until nothing is left or the time is over; the next one goes on. */
  public Deleted delete(Deadline deadline) {
    var deleted =
        new Deleted(
            each(deadline, outlived::files, this::delete),
            each(deadline, outlived::reports, this::delete),
            rows(deadline));
    if (!deleted.equals(Deleted.NOTHING)) {
      LOG.infof(
          "deleted %d files, the reports of %d batches and the rows of %d",
          deleted.files(), deleted.reports(), deleted.rows());
    }
    return deleted;
  }

  private void delete(OutlivedFile file) {
    objects.delete(file.object());
    outlived.showDeleted(file);
  }

  private void delete(OutlivedReports reports) {
    reports.prefixes().forEach(prefix -> objects.deleteAll(reports.bucket(), prefix));
    outlived.showDeleted(reports);
  }

  private static <T> int each(Deadline deadline, IntFunction<List<T>> find, Consumer<T> delete) {
    int deleted = 0;
    List<T> some = find.apply(OBJECTS_AT_ONCE);
    while (!some.isEmpty()) {
      for (T one : some) {
        if (!deadline.allows(STEP_MAX)) {
          return deleted;
        }
        delete.accept(one);
        deleted++;
      }
      some = find.apply(OBJECTS_AT_ONCE);
    }
    return deleted;
  }

  /** What expired before goes first, be it of an invocation that was killed. */
  private int rows(Deadline deadline) {
    int deleted = 0;
    while (deadline.allows(STEP_MAX)) {
      Optional<BatchId> expired = rows.nextExpired();
      if (expired.isEmpty()) {
        if (!rows.expireNext()) {
          return deleted;
        }
      } else if (deleteRows(expired.get(), deadline)) {
        deleted++;
      }
    }
    return deleted;
  }

  private boolean deleteRows(BatchId batchId, Deadline deadline) {
    OptionalInt lastChunk = OptionalInt.of(0);
    while (lastChunk.isPresent() && deadline.allows(STEP_MAX)) {
      lastChunk = rows.deleteSome(batchId, lastChunk.getAsInt());
    }
    return lastChunk.isEmpty();
  }

  /**
   * What one invocation deleted.
   *
   * @param files how many files
   * @param reports of how many batches the reports
   * @param rows of how many batches the last rows
   */
  @RegisterForReflection
  public record Deleted(int files, int reports, int rows) {
    static final Deleted NOTHING = new Deleted(0, 0, 0);
  }
}
