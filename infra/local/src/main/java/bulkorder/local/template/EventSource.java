package bulkorder.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What invokes a function. */
public sealed interface EventSource {

  /** Objects of a bucket whose event matches a pattern and whose key has the prefix and suffix. */
  record Objects(String bucket, List<String> patterns, String prefix, String suffix)
      implements EventSource {
    /** Copies the patterns. */
    public Objects {
      patterns = List.copyOf(patterns);
    }

    /** Whether an event such as {@code ObjectCreated:Put} of this key is for the function. */
    public boolean matches(String eventName, String key) {
      return key.startsWith(prefix)
          && key.endsWith(suffix)
          && patterns.stream().anyMatch(pattern -> covers(pattern, "s3:" + eventName));
    }

    private static boolean covers(String pattern, String event) {
      return pattern.endsWith("*")
          ? event.startsWith(pattern.substring(0, pattern.length() - 1))
          : event.equals(pattern);
    }
  }

  /** Messages of a queue. Without a maximum the account's concurrency is the limit. */
  record Messages(
      String queue,
      int batchSize,
      Duration window,
      FailureReport failureReport,
      Optional<Integer> concurrencyMax)
      implements EventSource {

    /** The same with another window, for scaled time. */
    public Messages withWindow(Duration otherWindow) {
      return new Messages(queue, batchSize, otherWindow, failureReport, concurrencyMax);
    }
  }

  /** Requests to a path of an HTTP API; {@code /{name+}} at the end takes any rest. */
  record Requests(String api, String path, String method, Duration timeout)
      implements EventSource {}

  /** One invocation each period, with a fixed input. */
  record Schedule(Duration period, String input) implements EventSource {}

  /** Lines of a log group that match a pattern. */
  record LogLines(String logGroup) implements EventSource {}

  /** What a function's answer says about a batch of messages. */
  enum FailureReport {
    /** The answer names the messages that failed. */
    BATCH_ITEMS,
    /** All succeed or fail together. */
    WHOLE_BATCH
  }
}
