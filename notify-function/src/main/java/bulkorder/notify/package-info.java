/** Tells customers by mail, many in one request. */
@NullMarked
package bulkorder.notify;

import org.jspecify.annotations.NullMarked;
