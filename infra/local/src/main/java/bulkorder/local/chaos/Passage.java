package bulkorder.local.chaos;

import org.jspecify.annotations.Nullable;

/**
 * A write on its way past a proxy.
 *
 * @param process whose write it is; null where none of the functions' does it
 * @param work the invocation in which it happens; null before the first of a process
 * @param ordinal counts the writes at this site in this invocation, from 1
 */
record Passage(
    Site site, Phase phase, @Nullable WatchedProcess process, @Nullable Work work, int ordinal) {

  String function() {
    return process == null ? "" : process.function();
  }
}
