/**
 * The command {@code infra/run}: hands files over, watches their batches, tells what became of
 * them.
 */
@NullMarked
package bulkorder.local.cli;

import org.jspecify.annotations.NullMarked;
