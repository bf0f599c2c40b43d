/**
 * The system under faults, all of them from outside: proxies between the functions and the world
 * kill processes right before and after their writes, lose answers and hold them back; afterwards
 * invariants are checked in ledger, provider, mailbox and queues.
 */
@NullMarked
package bulkorder.local.chaos;

import org.jspecify.annotations.NullMarked;
