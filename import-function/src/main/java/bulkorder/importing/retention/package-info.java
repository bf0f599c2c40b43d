/** Deletes what has outlived its lifetime. */
@NullMarked
package bulkorder.importing.retention;

import org.jspecify.annotations.NullMarked;
