/** How a function signs in to the ledger: as its own role, without a password. */
@NullMarked
package bulkorder.ledger.signin;

import org.jspecify.annotations.NullMarked;
