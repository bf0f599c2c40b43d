package bulkorder.local.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Follows files until their batches have ended. */
final class Watch {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  private final BatchApi api;
  private final Progress progress;

  Watch(BatchApi api, Progress progress) {
    this.api = api;
    this.progress = progress;
  }

  /** Returns when all have ended. */
  void untilEnded(List<Watched> files) throws IOException, InterruptedException {
    look(files);
    while (!files.stream().allMatch(Watched::hasEnded)) {
      Thread.sleep(BETWEEN_LOOKS);
      look(files);
    }
  }

  private void look(List<Watched> files) throws IOException, InterruptedException {
    for (var file : files) {
      file.refresh(api);
    }
    progress.show(files);
  }
}
