/** The system from outside: its ledger, the provider's ledger, the mailbox, and its API. */
@NullMarked
package bulkorder.local.outside;

import org.jspecify.annotations.NullMarked;
