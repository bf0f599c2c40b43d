/** Tests of what operators see. */
@NullMarked
package bulkorder.ledger.operations;

import org.jspecify.annotations.NullMarked;
