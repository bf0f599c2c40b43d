/** Files as clients send them, and what becomes of each. */
@NullMarked
package bulkorder.importing;

import org.jspecify.annotations.NullMarked;
