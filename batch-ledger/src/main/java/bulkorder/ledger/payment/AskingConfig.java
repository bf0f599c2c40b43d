package bulkorder.ledger.payment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** When the provider is asked what became of a payment whose outcome is unknown. */
@ConfigMapping(prefix = "bulkorder.unknown-payments")
public interface AskingConfig {

  /** How long to wait before each time of asking; the last one holds for all that follow. */
  @WithDefault("PT1M,PT5M,PT30M,PT1H")
  List<Duration> askAfter();

  /** How long after an outcome became unknown it is left to a person. */
  @WithDefault("PT72H")
  Duration giveUpAfter();
}
