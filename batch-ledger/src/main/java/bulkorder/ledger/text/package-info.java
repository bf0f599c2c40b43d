/** Sentences for people, one file a language. */
@NullMarked
package bulkorder.ledger.text;

import org.jspecify.annotations.NullMarked;
