package bulkorder.ledger.batch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * What is settled about the work of all clients. Not below {@code bulkorder}: most functions do not
 * ask for it, and would take what the tests set for a slip of the pen.
 */
@ConfigMapping(prefix = "open-work")
public interface WorkConfig {

  /** For how long what was counted of the open work counts as the present. */
  @WithDefault("PT2S")
  Duration countedFor();
}
