/**
 * The HTTP API. A thin rim: requests are checked here, the ledger answers, and every refusal is an
 * RFC 9457 problem in the caller's language that shows nothing of the inside.
 */
@NullMarked
package bulkorder.status;

import org.jspecify.annotations.NullMarked;
