package bulkorder.notify;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The settings of the notify function. */
@ConfigMapping(prefix = "bulkorder")
interface NotifyConfig {

  /** The queue whose chunks are told; a chunk that an invocation cannot finish goes back to it. */
  String notificationsQueueUrl();

  /** Who delivers the mails. Only the settings of the one that is chosen are needed. */
  @WithDefault("SES")
  MailProvider mailProvider();

  /**
   * The sender of every mail, an identity verified with SES; the notification service has its own.
   */
  Optional<String> mailFrom();

  /** What the names of the templates at SES begin with: {@code {this}-order-confirmed-ja}. */
  Optional<String> mailTemplates();

  /** The configuration set of SES that reports what becomes of mails; none if it is missing. */
  Optional<String> mailConfigurationSet();

  /** The base URL of the notification service. */
  Optional<String> notificationServiceUrl();

  /** How long a request to the notification service may take, from its beginning to its end. */
  @WithDefault("PT10S")
  Duration notificationServiceTimeout();

  /**
   * Mails a second, by all running copies of the function together; 0 for what the provider is
   * known to take.
   */
  @WithDefault("0")
  int mailRate();

  /** Mails a second up to which the rate may climb while nothing is throttled; 0 for the rate. */
  @WithDefault("0")
  int mailRateMax();

  /** How many requests one running copy of the function makes at a time. */
  @WithDefault("4")
  int mailRequestsMax();

  /**
   * How much of an invocation's time must be left for a request to begin: its timeout and the
   * recording of its outcome.
   */
  @WithDefault("PT15S")
  Duration mailTimeNeeded();

  /** The providers that there are. */
  enum MailProvider {
    /** SES, which counts recipients. */
    SES(500),
    /** The existing notification service, which counts requests. */
    SERVICE(10);

    private final int rate;

    MailProvider(int rate) {
      this.rate = rate;
    }

    /** Mails a second that it is known to take. */
    int rate() {
      return rate;
    }
  }
}
