/**
 * The command {@code infra/bench}: each benchmark runs the functions' real artifacts on this
 * machine, and prints both sides of each ratio from one run.
 */
@NullMarked
package bulkorder.local.bench;

import org.jspecify.annotations.NullMarked;
