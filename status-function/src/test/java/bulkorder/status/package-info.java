@NullMarked
package bulkorder.status;

import org.jspecify.annotations.NullMarked;
