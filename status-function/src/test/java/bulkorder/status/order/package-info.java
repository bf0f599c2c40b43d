/** What stands in for the world outside in tests of orders. */
@NullMarked
package bulkorder.status.order;

import org.jspecify.annotations.NullMarked;
