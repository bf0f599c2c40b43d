/** How the rows of a file come into the ledger. */
@NullMarked
package bulkorder.ledger.imports;

import org.jspecify.annotations.NullMarked;
