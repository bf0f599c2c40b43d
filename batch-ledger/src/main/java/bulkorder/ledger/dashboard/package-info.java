/** What a client's batches came to over some days. */
@NullMarked
package bulkorder.ledger.dashboard;

import org.jspecify.annotations.NullMarked;
