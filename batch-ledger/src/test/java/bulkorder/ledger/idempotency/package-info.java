@NullMarked
package bulkorder.ledger.idempotency;

import org.jspecify.annotations.NullMarked;
