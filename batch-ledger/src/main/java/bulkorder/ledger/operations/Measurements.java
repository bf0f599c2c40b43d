package bulkorder.ledger.operations;

import java.time.Duration;

/**
 * Takes what work measures of itself. Nothing is called or waited for, so it may be told of
 * anything but each row.
 */
public interface Measurements {

  /**
   * A value of a metric.
   *
   * @param labels one for each of the metric's dimensions, in their sequence
   */
  void add(Metric metric, double value, String... labels);

  /** So many; none leaves no trace. */
  default void count(Metric metric, int number, String... labels) {
    if (number > 0) {
      add(metric, number, labels);
    }
  }

  /** How long something took; less than nothing, as clocks differ, is nothing. */
  default void took(Metric metric, Duration time, String... labels) {
    add(metric, (double) Math.max(0, time.toMillis()), labels);
  }
}
