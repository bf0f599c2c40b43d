package bulkorder.local.events;

/** Where a queue is, and what its messages' events call it. */
public record QueueAddress(String url, String arn, String region) {}
