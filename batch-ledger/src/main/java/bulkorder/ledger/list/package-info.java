/** What the lists of the API have in common. */
@NullMarked
package bulkorder.ledger.list;

import org.jspecify.annotations.NullMarked;
