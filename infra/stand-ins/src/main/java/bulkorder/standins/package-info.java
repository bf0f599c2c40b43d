/**
 * The outside world on one machine: Postgres, SQS, S3, KMS, the payment provider and the mail
 * service, each a server inside this process on a free port of 127.0.0.1, started by a static
 * {@code start} and ended by {@code close}. They speak the real protocols, so what runs against
 * them does not know.
 */
@NullMarked
package bulkorder.standins;

import org.jspecify.annotations.NullMarked;
