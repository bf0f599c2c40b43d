/** How rows come into the ledger, from their text to the table. */
@NullMarked
package bulkorder.ledger.imports;

import org.jspecify.annotations.NullMarked;
