/** How batches come to their end all the same. */
@NullMarked
package bulkorder.ledger.recovery;

import org.jspecify.annotations.NullMarked;
