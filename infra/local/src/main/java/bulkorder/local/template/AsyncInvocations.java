package bulkorder.local.template;

import java.time.Duration;
import java.util.Optional;

/**
 * How asynchronous invocations of a function are retried, and the queue that those which failed for
 * good go to.
 */
public record AsyncInvocations(int retriesMax, Duration ageMax, Optional<String> onFailureQueue) {
  /** What Lambda does unless told otherwise. */
  public static final AsyncInvocations DEFAULT =
      new AsyncInvocations(2, Duration.ofHours(6), Optional.empty());
}
