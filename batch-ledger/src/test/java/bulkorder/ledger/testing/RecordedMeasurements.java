package bulkorder.ledger.testing;

import bulkorder.ledger.operations.Measurements;
import bulkorder.ledger.operations.Metric;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was measured. */
public final class RecordedMeasurements implements Measurements {

  private final List<String> recorded = new CopyOnWriteArrayList<>();

  @Override
  public void add(Metric metric, double value, String... labels) {
    recorded.add("%s%s".formatted(metric, List.of(labels)));
  }

  /** Each as {@code METRIC[label, label]}, in their sequence. */
  public List<String> recorded() {
    return List.copyOf(recorded);
  }
}
