/** Tells clients' own systems (by webhook) and people (by mail) of their batches. */
@NullMarked
package bulkorder.notify.announcing;

import org.jspecify.annotations.NullMarked;
