package bulkorder.notify.announcing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The settings for what clients are told of their batches. */
@ConfigMapping(prefix = "bulkorder")
public interface AnnouncingConfig {

  /**
   * Where the API is for clients, such as {@code https://api.example.com/api/v1}; mails link to it.
   * Needed by the function that mails operators.
   */
  Optional<String> apiUrl();

  /**
   * Whether webhooks may go to http and to addresses of private networks. For systems on one
   * machine alone: it lets a client reach whatever the function can reach.
   */
  @WithDefault("false")
  boolean webhooksAnywhere();

  /** How long an attempt to call a webhook may take, from the look-up of its host to its answer. */
  @WithDefault("PT10S")
  Duration webhookTimeout();

  /**
   * How much of an invocation's time must be left for an attempt to begin: the call's timeout and
   * the recording of its outcome.
   */
  @WithDefault("PT15S")
  Duration announcementTimeNeeded();
}
