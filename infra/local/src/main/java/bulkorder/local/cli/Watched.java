package bulkorder.local.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A dropped file and what its batch has come to. */
final class Watched {
  /** After this long without a batch, the import has failed for good. */
  private static final Duration APPEARANCE_MAX = Duration.ofMinutes(5);

  /** After this long without its reports, an ended batch is shown without them. */
  private static final Duration REPORTS_MAX = Duration.ofMinutes(1);

  private final FileDrop.Dropped file;
  private Optional<Batch> batch = Optional.empty();
  private Optional<Batch> parent = Optional.empty();
  private BatchReports reports = BatchReports.NONE;
  private Instant reportsLate = Instant.MAX;
  private boolean lost;

  Watched(FileDrop.Dropped file) {
    this.file = file;
  }

  FileDrop.Dropped file() {
    return file;
  }

  String name() {
    return String.valueOf(file.file().getFileName());
  }

  Optional<Batch> batch() {
    return batch;
  }

  /** The batch that has the file's rows: its own, or the one that it corrects. */
  Optional<Batch> rows() {
    return parent.or(() -> batch);
  }

  boolean hasEnded() {
    return lost || (rowsHaveEnded() && reportsAreThere());
  }

  private boolean rowsHaveEnded() {
    return rows().map(Batch::hasEnded).orElse(false);
  }

  private boolean reportsAreThere() {
    return reports.complete()
        || rows().map(Batch::rows).orElse(0L) == 0
        || Instant.now().isAfter(reportsLate);
  }

  /** Where the rows can be fetched. */
  BatchReports reports() {
    return reports;
  }

  boolean wentWell() {
    return rows().map(Batch::wentWell).orElse(false);
  }

  void refresh(BatchApi api) throws IOException, InterruptedException {
    if (hasEnded()) {
      return;
    }
    batch =
        batch.isPresent()
            ? Optional.of(api.batch(batch.get().id()))
            : api.find(file.key(), file.eTag(), file.time());
    Optional<String> parentId = batch.flatMap(Batch::parentId);
    if (parentId.isPresent()) {
      parent = Optional.of(api.batch(parentId.get()));
    }
    if (rowsHaveEnded()) {
      refreshReports(api);
    }
    lost = batch.isEmpty() && Instant.now().isAfter(file.time().plus(APPEARANCE_MAX));
  }

  private void refreshReports(BatchApi api) throws IOException, InterruptedException {
    if (reportsLate.equals(Instant.MAX)) {
      reportsLate = Instant.now().plus(REPORTS_MAX);
    }
    reports = api.reports(rows().orElseThrow());
  }
}
