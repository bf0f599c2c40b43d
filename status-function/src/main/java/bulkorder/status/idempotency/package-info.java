/** A POST that comes again under its Idempotency-Key gets the answer that it got. */
@NullMarked
package bulkorder.status.idempotency;

import org.jspecify.annotations.NullMarked;
