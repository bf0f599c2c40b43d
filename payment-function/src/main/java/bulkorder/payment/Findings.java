package bulkorder.payment;

import java.util.ArrayList;
import java.util.List;

/** The findings of one reconciliation: the first are kept, all are counted. */
final class Findings {

  /** How many are kept, so that the answer fits into what a function may answer. */
  static final int KEPT_MAX = 2_000;

  private final List<Finding> kept = new ArrayList<>();
  private long differences;
  private long notices;

  void add(Finding finding) {
    if (finding.kind().isDifference()) {
      differences++;
    } else {
      notices++;
    }
    if (kept.size() < KEPT_MAX) {
      kept.add(finding);
    }
  }

  List<Finding> kept() {
    return kept;
  }

  long differences() {
    return differences;
  }

  long notices() {
    return notices;
  }
}
