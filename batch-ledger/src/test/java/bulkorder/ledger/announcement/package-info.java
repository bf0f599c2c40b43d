@NullMarked
package bulkorder.ledger.announcement;

import org.jspecify.annotations.NullMarked;
