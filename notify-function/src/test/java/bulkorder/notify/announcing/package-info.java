@NullMarked
package bulkorder.notify.announcing;

import org.jspecify.annotations.NullMarked;
