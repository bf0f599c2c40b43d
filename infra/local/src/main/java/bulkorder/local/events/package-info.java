/**
 * What invokes functions: S3 notifications, SQS event source mappings, schedules and the HTTP API.
 */
@NullMarked
package bulkorder.local.events;

import org.jspecify.annotations.NullMarked;
