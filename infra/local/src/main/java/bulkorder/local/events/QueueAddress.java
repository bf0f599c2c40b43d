package bulkorder.local.events;

import java.time.Duration;

/**
 * Where a queue is, and what its messages' events call it.
 *
 * @param visibilityTimeout how long a message that a function was given is not seen again
 */
public record QueueAddress(String url, String arn, String region, Duration visibilityTimeout) {}
