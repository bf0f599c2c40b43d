package bulkorder.ledger.announcement;

import java.time.Instant;
import java.util.Optional;

/**
 * An announcement as its client sees it.
 *
 * @param attempts that were begun
 * @param code why the last attempt did not succeed
 * @param dueAt when it is tried next, while it is pending
 */
public record AnnouncementView(
    long announcementId,
    int runNo,
    AnnouncementEvent event,
    AnnouncementChannel channel,
    AnnouncementStatus status,
    int attempts,
    Optional<AnnouncementCode> code,
    Instant createdAt,
    Optional<Instant> dueAt,
    Optional<Instant> endedAt) {}
