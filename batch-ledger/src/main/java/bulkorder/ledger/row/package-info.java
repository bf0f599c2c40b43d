/** What the columns of an order file mean, and the rules that a row has to keep. */
@NullMarked
package bulkorder.ledger.row;

import org.jspecify.annotations.NullMarked;
