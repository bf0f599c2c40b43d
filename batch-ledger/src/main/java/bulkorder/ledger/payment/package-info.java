/** How orders are paid: attempts, their keys and their outcomes. */
@NullMarked
package bulkorder.ledger.payment;

import org.jspecify.annotations.NullMarked;
