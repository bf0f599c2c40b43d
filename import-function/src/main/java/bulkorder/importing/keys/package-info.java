/** What operators do with the keys of personal fields. */
@NullMarked
package bulkorder.importing.keys;

import org.jspecify.annotations.NullMarked;
