@NullMarked
package bulkorder.ledger.encryption;

import org.jspecify.annotations.NullMarked;
