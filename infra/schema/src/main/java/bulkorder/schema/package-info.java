/** The ledger's migrations, and the function that applies them. */
@NullMarked
package bulkorder.schema;

import org.jspecify.annotations.NullMarked;
