/** Tests of what operators do with keys. */
@NullMarked
package bulkorder.importing.keys;

import org.jspecify.annotations.NullMarked;
