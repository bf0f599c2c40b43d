/** Deletes what has outlived its lifetime, and one person's data where that was asked for. */
@NullMarked
package bulkorder.importing.retention;

import org.jspecify.annotations.NullMarked;
