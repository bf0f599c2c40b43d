@NullMarked
package bulkorder.ledger.text;

import org.jspecify.annotations.NullMarked;
