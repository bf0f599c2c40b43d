/** Whether a native artifact runs where it is deployed. infra/package runs it from its sources. */
@NullMarked
package bulkorder.local.executable;

import org.jspecify.annotations.NullMarked;
