/** What was done, by whom and when: events that nobody changes. */
@NullMarked
package bulkorder.ledger.audit;

import org.jspecify.annotations.NullMarked;
