@NullMarked
package bulkorder.importing.audit;

import org.jspecify.annotations.NullMarked;
