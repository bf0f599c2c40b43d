@NullMarked
package bulkorder.ledger;

import org.jspecify.annotations.NullMarked;
