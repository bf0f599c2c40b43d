/** The rules of a row, one by one. */
@NullMarked
package bulkorder.importing.row;

import org.jspecify.annotations.NullMarked;
