/** Tests of the reports. */
@NullMarked
package bulkorder.importing.report;

import org.jspecify.annotations.NullMarked;
