/** How rows become orders. */
@NullMarked
package bulkorder.ledger.order;

import org.jspecify.annotations.NullMarked;
