@NullMarked
package bulkorder.status.client;

import org.jspecify.annotations.NullMarked;
