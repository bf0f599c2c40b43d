package bulkorder.local.bench;

import bulkorder.local.Packaging;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * How processes of one function begin.
 *
 * @param function its name in the template
 * @param packaging in which form
 * @param starts at least one
 * @param peakMegabytes the most that one had resident while it worked on a file of {@link
 *     ColdBenchmark#BATCH_ROWS} rows
 * @param packageMegabytes its artifact, zipped
 */
record ColdStarts(
    String function,
    Packaging packaging,
    List<ColdStart> starts,
    double peakMegabytes,
    double packageMegabytes) {

  ColdStarts {
    starts = List.copyOf(starts);
  }

  Latencies ready() {
    return latencies(ColdStart::readyMillis);
  }

  Latencies firstCall() {
    return latencies(ColdStart::firstCallMillis);
  }

  Latencies both() {
    return latencies(ColdStart::bothMillis);
  }

  /** After the first invocation, at the median. */
  double residentMegabytes() {
    return starts.stream()
        .map(ColdStart::residentMegabytes)
        .sorted()
        .skip((starts.size() - 1) / 2)
        .findFirst()
        .orElseThrow();
  }

  private Latencies latencies(ToDoubleFunction<ColdStart> millis) {
    return new Latencies(
        starts.stream()
            .mapToDouble(millis)
            .mapToLong(it -> (long) (it * TimeUnit.MILLISECONDS.toNanos(1)))
            .toArray());
  }
}
