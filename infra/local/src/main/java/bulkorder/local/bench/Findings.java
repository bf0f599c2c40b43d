package bulkorder.local.bench;

import java.util.ArrayList;
import java.util.List;

/** What a benchmark has measured so far, and what was asked of it. */
final class Findings {
  private final List<ResponseTimes> requests = new ArrayList<>();
  private final List<ColdStarts> coldStarts = new ArrayList<>();
  private final List<Measurement> measurements = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();

  void add(ResponseTimes request) {
    requests.add(request);
  }

  void add(ColdStarts of) {
    coldStarts.add(of);
  }

  void add(Measurement measurement) {
    measurements.add(measurement);
  }

  /** Adds what was measured once. */
  void add(String key, String label, Unit unit, double value) {
    add(new Measurement(key, label, unit, List.of(value)));
  }

  void add(Target target) {
    targets.add(target);
  }

  Report report(String benchmark, String setting) {
    return new Report(benchmark, setting, requests, coldStarts, measurements, targets);
  }
}
