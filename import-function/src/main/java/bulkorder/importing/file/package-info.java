/**
 * Files as rows of text: what a file is, told by its bytes alone, its encoding, and its rows as
 * CSV, JSON lines or an Excel workbook. Everything is bounded, and nothing is replaced or guessed.
 * What the fields mean is not known here.
 */
@NullMarked
package bulkorder.importing.file;

import org.jspecify.annotations.NullMarked;
