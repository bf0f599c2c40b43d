package bulkorder.ledger.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What the ledger has to know of mails. */
@ConfigMapping(prefix = "bulkorder")
public interface NotificationConfig {

  /**
   * The key of the hashes by which addresses are recognised that are not mailed any more: 32 bytes
   * in Base64. Under another key none of them is recognised, so it stays for ever. Needed by each
   * function that sends mails or hears of their fate.
   */
  Optional<String> addressHashKey();

  /**
   * How long a mail that its provider does not take is tried before it ends as failed. Longer than
   * the day after which SES allows more.
   */
  @WithDefault("PT72H")
  Duration mailGivenUpAfter();
}
