/** A function to try the Lambda host with. */
@NullMarked
package bulkorder.local.toy;

import org.jspecify.annotations.NullMarked;
