@NullMarked
package bulkorder.ledger.retention;

import org.jspecify.annotations.NullMarked;
