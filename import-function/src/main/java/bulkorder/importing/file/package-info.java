/** Files as rows of text: bytes, encoding, and CSV. What the fields mean is not known here. */
@NullMarked
package bulkorder.importing.file;

import org.jspecify.annotations.NullMarked;
