/**
 * What was done, by whom and when: events that nobody changes, sealed in a chain of blocks and
 * archived by the day.
 */
@NullMarked
package bulkorder.ledger.audit;

import org.jspecify.annotations.NullMarked;
