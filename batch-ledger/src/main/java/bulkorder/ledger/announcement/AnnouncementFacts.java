package bulkorder.ledger.announcement;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.Rejection;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A batch as it stands when something about it becomes true, and who wants to know.
 *
 * @param language of sentences, as an ISO 639 code
 * @param startedAt when the present run began
 */
record AnnouncementFacts(
    BatchId batchId,
    String clientId,
    int runNo,
    BatchStatus status,
    String fileName,
    @Nullable String bulkImportGroup,
    String language,
    Optional<Rejection> rejection,
    @Nullable String pauseReason,
    @Nullable Instant pausedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    boolean webhook,
    boolean operators) {

  /** Whether anybody on this channel wants to know of such an event. */
  boolean wanted(AnnouncementEvent event, AnnouncementChannel channel) {
    return switch (channel) {
      case WEBHOOK -> webhook;
      case MAIL -> operators && event == AnnouncementEvent.BATCH_COMPLETED;
    };
  }
}
