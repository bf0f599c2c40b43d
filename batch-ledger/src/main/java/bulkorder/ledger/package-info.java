/** The words of the ledger: ids, money, and the states of batches, rows and notifications. */
@NullMarked
package bulkorder.ledger;

import org.jspecify.annotations.NullMarked;
