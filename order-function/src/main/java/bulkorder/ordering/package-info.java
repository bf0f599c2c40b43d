/**
 * Creates the orders of a chunk and hands the chunk on to payment and notification; sends on what
 * stands still.
 */
@NullMarked
package bulkorder.ordering;

import org.jspecify.annotations.NullMarked;
