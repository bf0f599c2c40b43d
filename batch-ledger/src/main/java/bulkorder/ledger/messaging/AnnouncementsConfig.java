package bulkorder.ledger.messaging;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where clients' systems and people are told of batches. */
@ConfigMapping(prefix = "bulkorder")
public interface AnnouncementsConfig {

  /**
   * URL of the queue whose consumer tells clients. Needed by each function that accepts, rejects,
   * pauses or completes batches.
   */
  Optional<String> announcementsQueueUrl();
}
