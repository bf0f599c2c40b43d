/** The audit events, for those who look through them. */
@NullMarked
package bulkorder.status.audit;

import org.jspecify.annotations.NullMarked;
