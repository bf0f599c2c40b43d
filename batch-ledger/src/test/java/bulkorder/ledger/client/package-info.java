@NullMarked
package bulkorder.ledger.client;

import org.jspecify.annotations.NullMarked;
