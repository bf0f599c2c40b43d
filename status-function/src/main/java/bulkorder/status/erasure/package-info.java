/** Finding and erasing one person's data. */
@NullMarked
package bulkorder.status.erasure;

import org.jspecify.annotations.NullMarked;
