package bulkorder.status;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.announcement.AnnouncementView;
import bulkorder.ledger.announcement.BatchAnnouncements;
import bulkorder.ledger.announcement.SendAgain.Due;
import bulkorder.ledger.announcement.SendAgain.NotFailed;
import bulkorder.ledger.messaging.AnnouncementQueue;
import bulkorder.ledger.text.Sentences;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Shows what was told of a batch, and has it told again: the change is committed, then its message
 * is sent. A call that broke off in between leaves that to the look for stuck work.
 */
@ApplicationScoped
class BatchTold {

  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

  private final CallersBatches own;
  private final Caller caller;
  private final BatchAnnouncements announcements;
  private final AnnouncementQueue queue;

  BatchTold(
      CallersBatches own,
      Caller caller,
      BatchAnnouncements announcements,
      AnnouncementQueue queue) {
    this.own = own;
    this.caller = caller;
    this.announcements = announcements;
    this.queue = queue;
  }

  AnnouncementsAnswer of(String id, Sentences sentences) {
    List<AnnouncementView> views = announcements.of(own.idOf(id));
    return new AnnouncementsAnswer(
        views.stream().map(view -> AnnouncementAnswer.of(view, sentences)).toList());
  }

  void sendAgain(String id, String announcementId) {
    BatchId batchId = own.idOf(id);
    if (!ID.matcher(announcementId).matches()) {
      throw unknownAnnouncement(batchId, announcementId);
    }
    switch (announcements
        .sendAgain(batchId, Long.parseLong(announcementId), caller.subject())
        .orElseThrow(() -> unknownAnnouncement(batchId, announcementId))) {
      case Due due -> queue.send(due.announcement());
      case NotFailed not ->
          throw Refusal.of(
                  ProblemCode.ANNOUNCEMENT_NOT_FAILED,
                  Map.of(
                      "batch", batchId.toString(),
                      "announcement", announcementId,
                      "status", not.status().name()))
              .exception();
    }
  }

  private static RefusedException unknownAnnouncement(BatchId batchId, String announcementId) {
    return Refusal.of(
            ProblemCode.UNKNOWN_ANNOUNCEMENT,
            Map.of("batch", batchId.toString(), "announcement", announcementId))
        .exception();
  }
}
