/** What a client gets back of a batch: which rows, which reports are due, which are written. */
@NullMarked
package bulkorder.ledger.report;

import org.jspecify.annotations.NullMarked;
