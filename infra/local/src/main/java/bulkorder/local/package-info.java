/** The whole system on one machine: plays the part of AWS between the functions' real artifacts. */
@NullMarked
package bulkorder.local;

import org.jspecify.annotations.NullMarked;
