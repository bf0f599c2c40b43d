/**
 * Completes the contract, {@code openapi.yaml}, while it is generated at build: what the code says
 * but the generator does not see, and what all operations have in common. Nothing of it runs in the
 * function.
 */
@NullMarked
package bulkorder.status.contract;

import org.jspecify.annotations.NullMarked;
