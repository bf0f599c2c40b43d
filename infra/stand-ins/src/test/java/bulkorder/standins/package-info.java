@NullMarked
package bulkorder.standins;

import org.jspecify.annotations.NullMarked;
