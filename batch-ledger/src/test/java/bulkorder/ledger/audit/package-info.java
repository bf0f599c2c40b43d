@NullMarked
package bulkorder.ledger.audit;

import org.jspecify.annotations.NullMarked;
