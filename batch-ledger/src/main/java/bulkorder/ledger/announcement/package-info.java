/**
 * What a client's own systems (by webhook) and people (by mail) are told of its batches. An
 * announcement is written in the transaction that makes it true, and sent after it: at least once,
 * with the same id each time.
 */
@NullMarked
package bulkorder.ledger.announcement;

import org.jspecify.annotations.NullMarked;
