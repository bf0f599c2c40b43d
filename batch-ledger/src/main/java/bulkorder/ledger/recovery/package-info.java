/** What brings batches to their end all the same: cancelling, trying again, finding stuck work. */
@NullMarked
package bulkorder.ledger.recovery;

import org.jspecify.annotations.NullMarked;
