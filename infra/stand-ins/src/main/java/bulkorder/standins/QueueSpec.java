package bulkorder.standins;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A standard queue, as a template describes it, except that its times may be fractions of a second,
 * for scaled time.
 *
 * @param name letters, digits, {@code -} and {@code _}, 80 at most
 * @param visibilityTimeout how long a received message stays hidden, 12 hours at most
 * @param delay how long a sent message stays hidden, 15 minutes at most
 * @param redrive where messages go that are received too often, or null: nowhere
 */
public record QueueSpec(
    String name, Duration visibilityTimeout, Duration delay, @Nullable Redrive redrive) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
  private static final Duration VISIBILITY_TIMEOUT_MAX = Duration.ofHours(12);
  private static final Duration DELAY_MAX = Duration.ofMinutes(15);

  public QueueSpec {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a queue cannot be called \"" + name + "\"");
    }
    requireWithin(visibilityTimeout, VISIBILITY_TIMEOUT_MAX, "visibility timeout", name);
    requireWithin(delay, DELAY_MAX, "delay", name);
  }

  private static void requireWithin(Duration value, Duration max, String what, String name) {
    if (value.isNegative() || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "queue " + name + ": " + what + " " + value + " is not within PT0S and " + max);
    }
  }
}
