@NullMarked
package bulkorder.importing.retention;

import org.jspecify.annotations.NullMarked;
