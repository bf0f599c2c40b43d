/**
 * moto_server in the place of our own SQS, S3 and SES: what others made of AWS's protocols and
 * events, to which the artifacts are put as they are.
 */
@NullMarked
package bulkorder.local.moto;

import org.jspecify.annotations.NullMarked;
