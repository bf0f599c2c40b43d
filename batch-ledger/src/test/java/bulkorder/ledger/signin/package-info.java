@NullMarked
package bulkorder.ledger.signin;

import org.jspecify.annotations.NullMarked;
