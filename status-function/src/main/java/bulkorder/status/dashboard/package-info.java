/** Figures for a dashboard. */
@NullMarked
package bulkorder.status.dashboard;

import org.jspecify.annotations.NullMarked;
