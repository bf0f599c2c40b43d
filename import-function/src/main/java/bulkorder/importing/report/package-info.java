/** Gives a client its rows back: what became of each, in the form of the client's own file. */
@NullMarked
package bulkorder.importing.report;

import org.jspecify.annotations.NullMarked;
