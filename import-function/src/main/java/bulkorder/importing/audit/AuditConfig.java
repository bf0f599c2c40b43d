package bulkorder.importing.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What the audit function is told from outside. */
@ConfigMapping(prefix = "bulkorder.audit")
public interface AuditConfig {

  /** The bucket of the archive. The other functions of this artifact need none. */
  Optional<String> bucket();

  /**
   * For how long one invocation seals and archives; what is left is for the next one. Below the
   * period of the schedule and the function's timeout.
   */
  @WithDefault("PT4M")
  Duration keepTimeMax();

  /** After how long a verification says how far it is, to be asked to go on. */
  @WithDefault("PT5S")
  Duration verifyTimeMax();
}
