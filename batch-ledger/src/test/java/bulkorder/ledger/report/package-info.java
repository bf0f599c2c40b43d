/** Tests of what a client gets back. */
@NullMarked
package bulkorder.ledger.report;

import org.jspecify.annotations.NullMarked;
