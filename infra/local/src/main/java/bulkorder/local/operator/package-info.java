/**
 * What operators do with payments: stop and start charging, compare with the provider's list,
 * record an outcome; and with the audit trail: verify it. Everything is done by a function, here or
 * on AWS.
 */
@NullMarked
package bulkorder.local.operator;

import org.jspecify.annotations.NullMarked;
