package bulkorder.status;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.messaging.AnnouncementQueue;
import bulkorder.ledger.messaging.ChunkSending;
import bulkorder.ledger.recovery.Intervention;
import bulkorder.ledger.recovery.Intervention.Done;
import bulkorder.ledger.recovery.Intervention.Refused;
import bulkorder.ledger.recovery.Interventions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Lets a person pause, resume and stop a batch: the change is committed, then the open chunks have
 * their messages, of which each goes on, or is cancelled, where it stands. A call that broke off in
 * between leaves what is missing to the look for stuck work.
 */
@ApplicationScoped
class BatchInterventions {

  private final CallersBatches own;
  private final Caller caller;
  private final Interventions interventions;
  private final ChunkSending sending;
  private final AnnouncementQueue announcements;

  BatchInterventions(
      CallersBatches own,
      Caller caller,
      Interventions interventions,
      ChunkSending sending,
      AnnouncementQueue announcements) {
    this.own = own;
    this.caller = caller;
    this.interventions = interventions;
    this.sending = sending;
    this.announcements = announcements;
  }

  void pause(String id) {
    announcements.sendUnsent(change(id, interventions::pause, ProblemCode.CANNOT_PAUSE));
  }

  void resume(String id) {
    sending.sendOpen(change(id, interventions::resume, ProblemCode.CANNOT_RESUME));
  }

  void cancel(String id) {
    sending.sendOpen(change(id, interventions::cancel, ProblemCode.CANNOT_CANCEL));
  }

  private BatchId change(
      String id, BiFunction<BatchId, String, Optional<Intervention>> change, ProblemCode refusal) {
    BatchId batchId = own.idOf(id);
    return switch (change.apply(batchId, caller.subject()).orElseThrow()) {
      case Done _ -> batchId;
      case Refused refused ->
          throw Refusal.of(
                  refusal, Map.of("batch", batchId.toString(), "status", refused.status().name()))
              .exception();
    };
  }
}
