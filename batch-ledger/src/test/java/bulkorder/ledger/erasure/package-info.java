@NullMarked
package bulkorder.ledger.erasure;

import org.jspecify.annotations.NullMarked;
