/**
 * Personal fields are sealed with AES-256-GCM under a data key of their import, and data keys are
 * wrapped by a key provider's master key (envelope encryption, as AWS KMS does it:
 * https://docs.aws.amazon.com/kms/latest/developerguide/kms-cryptography.html#enveloping).
 */
@NullMarked
package bulkorder.ledger.encryption;

import org.jspecify.annotations.NullMarked;
