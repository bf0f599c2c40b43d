package bulkorder.local.chaos;

import java.util.List;

/**
 * Something that holds after every run, whatever went wrong on the way.
 *
 * @param key its name in JSON
 * @param text what holds
 * @param violations queries on ledger and {@link Evidence}, which answer with a sentence for each
 *     violation
 */
record Invariant(String key, String text, List<String> violations) {

  Invariant {
    violations = List.copyOf(violations);
  }

  Invariant(String key, String text, String... violations) {
    this(key, text, List.of(violations));
  }
}
