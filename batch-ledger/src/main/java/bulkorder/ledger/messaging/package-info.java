/** Messages between functions: they point into the ledger and carry nothing else. */
@NullMarked
package bulkorder.ledger.messaging;

import org.jspecify.annotations.NullMarked;
