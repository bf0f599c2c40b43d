/** A file in the object store becomes a batch: the handlers, the use cases, and what they need. */
@NullMarked
package bulkorder.importing;

import org.jspecify.annotations.NullMarked;
