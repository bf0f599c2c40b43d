package bulkorder.ledger.announcement;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An announcement that one invocation delivers.
 *
 * @param messageId the same however often it is sent
 * @param payload what is told, as JSON
 * @param attempt which it is, from 1
 * @param language of mails, as an ISO 639 code
 * @param webhook where the client's system is told; empty if it wants that no longer
 * @param operators the mail addresses of the client's operators
 */
public record ClaimedAnnouncement(
    long announcementId,
    UUID messageId,
    ClientId clientId,
    BatchId batchId,
    int runNo,
    AnnouncementChannel channel,
    String payload,
    int attempt,
    String language,
    Optional<Webhook> webhook,
    List<String> operators) {

  /** Copies the list. */
  public ClaimedAnnouncement {
    operators = List.copyOf(operators);
  }

  /** Names no person, so that it may be logged. */
  @Override
  public String toString() {
    return "announcement %d of batch %s, attempt %d".formatted(announcementId, batchId, attempt);
  }
}
