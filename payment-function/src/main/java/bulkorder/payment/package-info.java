/** Charges the payments of a chunk, each exactly once. */
@NullMarked
package bulkorder.payment;

import org.jspecify.annotations.NullMarked;
