package bulkorder.notify;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** The settings of the notify function. */
@ConfigMapping(prefix = "bulkorder")
interface NotifyConfig {

  /** The queue whose chunks are told; a chunk that an invocation cannot finish goes back to it. */
  String notificationsQueueUrl();

  /** The sender of every mail, an identity verified with SES. */
  String mailFrom();

  /** The names of the templates of the order confirmation, by language (ISO 639). */
  Map<String, String> mailTemplate();

  /** How many requests one running copy of the function makes at a time. */
  @WithDefault("4")
  int mailRequestsMax();

  /**
   * How much of an invocation's time must be left for a request to begin: its timeout and the
   * recording of its outcome.
   */
  @WithDefault("PT15S")
  Duration mailTimeNeeded();
}
