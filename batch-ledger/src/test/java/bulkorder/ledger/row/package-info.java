/** The rules of a row, one by one. */
@NullMarked
package bulkorder.ledger.row;

import org.jspecify.annotations.NullMarked;
