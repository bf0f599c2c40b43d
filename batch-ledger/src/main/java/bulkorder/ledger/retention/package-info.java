/** What is kept for a time: uploaded files, reports and rows, and when they have to go. */
@NullMarked
package bulkorder.ledger.retention;

import org.jspecify.annotations.NullMarked;
