/**
 * Personal fields are sealed with AES-256-GCM under a data key of their client, and data keys are
 * wrapped by a key provider's master key (envelope encryption, as AWS KMS does it:
 * https://docs.aws.amazon.com/kms/latest/developerguide/kms-cryptography.html#enveloping). The
 * master key is in AWS KMS, or configured where everything runs on one machine.
 *
 * <p>A sealed value names its data key, and a wrapped data key its master key: so keys come and go
 * without a value being written again. A client gets a new data key each day that it needs one.
 * Where the master key is to be another, new data keys are wrapped by it at once, and {@link
 * bulkorder.ledger.encryption.KeyRotation} wraps the old ones anew; then the former one may go.
 */
@NullMarked
package bulkorder.ledger.encryption;

import org.jspecify.annotations.NullMarked;
