/**
 * The chain of audit events: sealed, archived and verified; and what the gateway's access log tells
 * of refused requests.
 */
@NullMarked
package bulkorder.importing.audit;

import org.jspecify.annotations.NullMarked;
