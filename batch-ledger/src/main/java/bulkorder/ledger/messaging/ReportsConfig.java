package bulkorder.ledger.messaging;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where reports are asked for. */
@ConfigMapping(prefix = "bulkorder")
public interface ReportsConfig {

  /**
   * URL of the queue that the reports function reads. Needed by each function that can end a batch.
   */
  Optional<String> reportsQueueUrl();
}
