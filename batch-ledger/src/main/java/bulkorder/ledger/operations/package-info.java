/** What operators see of the functions. */
@NullMarked
package bulkorder.ledger.operations;

import org.jspecify.annotations.NullMarked;
