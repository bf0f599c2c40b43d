/** One person's data: found by the mail address, and destroyed. */
@NullMarked
package bulkorder.ledger.erasure;

import org.jspecify.annotations.NullMarked;
