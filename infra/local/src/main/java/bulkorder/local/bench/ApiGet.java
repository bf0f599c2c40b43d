package bulkorder.local.bench;

import java.io.IOException;
import java.util.List;

/**
 * A GET of the API, of one thing or of several of a kind.
 *
 * @param key its name in JSON
 * @param label its name for a person
 * @param paths with their queries, which are asked for in turn; at least one
 */
record ApiGet(String key, String label, ApiCaller caller, List<String> paths) {

  ApiGet {
    paths = List.copyOf(paths);
    if (paths.isEmpty()) {
      throw new IllegalArgumentException(label + " has nothing to ask for");
    }
  }

  /** How long one request took, in nanoseconds. */
  long nanos(int number) throws IOException, InterruptedException {
    String path = paths.get(number % paths.size());
    long began = System.nanoTime();
    caller.get(path);
    return System.nanoTime() - began;
  }
}
