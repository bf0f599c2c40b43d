package bulkorder.local.chaos;

import java.util.List;

/** Whether an invariant holds, and if not, a sentence for each violation. */
record Verdict(Invariant invariant, List<String> violations) {
  Verdict {
    violations = List.copyOf(violations);
  }

  boolean holds() {
    return violations.isEmpty();
  }
}
