/**
 * What operators do with payments: stop and start charging, compare with the provider's list,
 * record an outcome; with the audit trail: verify it; with keys: wrap them anew. Everything is done
 * by a function, here or on AWS; but clients are settled over the HTTP API.
 */
@NullMarked
package bulkorder.local.operator;

import org.jspecify.annotations.NullMarked;
