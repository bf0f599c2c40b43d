/** Requests that come again get the answer that they got: the keys, and what was answered. */
@NullMarked
package bulkorder.ledger.idempotency;

import org.jspecify.annotations.NullMarked;
