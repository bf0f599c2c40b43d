package bulkorder.ledger.batch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is settled about the work of all clients. */
@ConfigMapping(prefix = "bulkorder")
public interface WorkConfig {

  /** For how long what was counted of the open work counts as the present. */
  @WithDefault("PT2S")
  Duration workCountedFor();
}
