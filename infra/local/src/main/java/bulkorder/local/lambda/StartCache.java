package bulkorder.local.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/**
 * What Java has learned of an artifact, kept beside it (an AOT cache, JEP 483 and 514): a process
 * starts in a third of the time. One that does not fit the Java at hand is passed over by Java.
 */
public enum StartCache {
  /** Starts with the artifact's cache, if there is one. */
  USE(Duration.ofSeconds(2)),
  /** Writes the artifact's cache when the process ends, which takes a while. */
  MAKE(Duration.ofSeconds(60));

  private static final String FILE = "start.aot";
  private static final String WRITTEN = FILE + ".written";

  private final Duration stopMax;

  StartCache(Duration stopMax) {
    this.stopMax = stopMax;
  }

  /** Whether an artifact has a cache. */
  public static boolean exists(Path zip, Path codeDirectory) throws IOException {
    return Files.exists(Artifact.unpack(zip, codeDirectory).directory().resolve(FILE));
  }

  /** Keeps what a process that worked well has written for an artifact. */
  public static void keep(Path zip, Path codeDirectory) throws IOException {
    var directory = Artifact.unpack(zip, codeDirectory).directory();
    Files.move(
        directory.resolve(WRITTEN), directory.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
  }

  /** How long a process may take to end when it is asked to. */
  Duration stopMax() {
    return stopMax;
  }

  List<String> options(Path directory) {
    return switch (this) {
      case USE ->
          Files.exists(directory.resolve(FILE))
              ? List.of("-XX:AOTCache=" + directory.resolve(FILE))
              : List.of();
      case MAKE -> List.of("-XX:AOTCacheOutput=" + directory.resolve(WRITTEN));
    };
  }
}
