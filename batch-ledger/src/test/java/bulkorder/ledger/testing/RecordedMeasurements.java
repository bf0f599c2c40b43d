package bulkorder.ledger.testing;

import bulkorder.ledger.operations.Measurements;
import bulkorder.ledger.operations.Metric;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was measured. */
public final class RecordedMeasurements implements Measurements {

  private record Recorded(Metric metric, List<String> labels, double value) {}

  private final List<Recorded> recorded = new CopyOnWriteArrayList<>();

  @Override
  public void add(Metric metric, double value, String... labels) {
    recorded.add(new Recorded(metric, List.of(labels), value));
  }

  /** Each as {@code METRIC[label, label]}, in their sequence. */
  public List<String> recorded() {
    return recorded.stream().map(it -> "%s%s".formatted(it.metric(), it.labels())).toList();
  }

  /** The values of a metric, in their sequence. */
  public List<Double> values(Metric metric) {
    return recorded.stream().filter(it -> it.metric() == metric).map(Recorded::value).toList();
  }
}
