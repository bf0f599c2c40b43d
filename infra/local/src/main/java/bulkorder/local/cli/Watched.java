package bulkorder.local.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A dropped file and what its batch has come to. */
final class Watched {
  /** After this long without a batch, the import has failed for good. */
  private static final Duration APPEARANCE_MAX = Duration.ofMinutes(5);

  private final FileDrop.Dropped file;
  private Optional<Batch> batch = Optional.empty();
  private Optional<Batch> parent = Optional.empty();
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
    return lost || rows().map(Batch::hasEnded).orElse(false);
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
    lost = batch.isEmpty() && Instant.now().isAfter(file.time().plus(APPEARANCE_MAX));
  }
}
