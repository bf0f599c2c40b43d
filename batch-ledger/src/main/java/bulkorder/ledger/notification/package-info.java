/** How customers are told: notifications and their outcomes. */
@NullMarked
package bulkorder.ledger.notification;

import org.jspecify.annotations.NullMarked;
