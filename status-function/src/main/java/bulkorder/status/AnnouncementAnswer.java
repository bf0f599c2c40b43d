package bulkorder.status;

import bulkorder.ledger.announcement.AnnouncementChannel;
import bulkorder.ledger.announcement.AnnouncementCode;
import bulkorder.ledger.announcement.AnnouncementStatus;
import bulkorder.ledger.announcement.AnnouncementView;
import bulkorder.ledger.text.Sentences;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a client was told, or is still to be told, of a batch.
 *
 * @param event such as {@code batch.accepted}
 * @param attempts that were begun
 * @param code why the last attempt did not succeed
 * @param message the same in the caller's language
 * @param dueAt when it is tried next
 */
public record AnnouncementAnswer(
    long id,
    int runNo,
    String event,
    AnnouncementChannel channel,
    AnnouncementStatus status,
    int attempts,
    @Nullable AnnouncementCode code,
    @Nullable String message,
    Instant createdAt,
    @Nullable Instant dueAt,
    @Nullable Instant endedAt) {

  static AnnouncementAnswer of(AnnouncementView view, Sentences sentences) {
    return new AnnouncementAnswer(
        view.announcementId(),
        view.runNo(),
        view.event().title(),
        view.channel(),
        view.status(),
        view.attempts(),
        view.code().orElse(null),
        view.code().map(code -> sentences.of("announcement." + code, Map.of())).orElse(null),
        view.createdAt(),
        view.dueAt().orElse(null),
        view.endedAt().orElse(null));
  }
}
