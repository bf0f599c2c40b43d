package bulkorder.local.bench;

import java.util.List;

/**
 * Something that was measured, once or several times.
 *
 * @param key its name in JSON
 * @param label its name for a person
 * @param values in the sequence in which they were measured, at least one
 */
record Measurement(String key, String label, Unit unit, List<Double> values) {

  Measurement {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException(label + " was not measured");
    }
  }

  double min() {
    return sorted().getFirst();
  }

  /** Of an even number of values, the mean of the two in the middle. */
  double median() {
    var sorted = sorted();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** How many times the other's median this one's is. */
  double dividedBy(Measurement other) {
    return median() / other.median();
  }

  private List<Double> sorted() {
    return values.stream().sorted().toList();
  }
}
