/** Figures of several days. */
@NullMarked
package bulkorder.ledger.dashboard;

import org.jspecify.annotations.NullMarked;
