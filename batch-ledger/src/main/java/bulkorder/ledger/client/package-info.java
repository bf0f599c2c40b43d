/** The clients as administrators settle them, and how often each may call. */
@NullMarked
package bulkorder.ledger.client;

import org.jspecify.annotations.NullMarked;
