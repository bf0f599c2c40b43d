package bulkorder.status;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.imports.Approvals;
import bulkorder.ledger.imports.Approvals.Approval.NotADryRun;
import bulkorder.ledger.imports.Approvals.Approval.NotAwaited;
import bulkorder.ledger.imports.Approvals.Approval.RanMeanwhile;
import bulkorder.ledger.imports.Approvals.Approval.RowsDeleted;
import bulkorder.ledger.imports.Approvals.Approval.Runs;
import bulkorder.ledger.messaging.ChunkSending;
import bulkorder.ledger.retention.UtcDay;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * Lets dry runs run: the approval is committed, then the messages are sent. A call that broke off
 * in between may be made again; without it, the look for stuck work sends what is missing.
 */
@ApplicationScoped
class BatchApprovals {

  private final CallersBatches own;
  private final Caller caller;
  private final Approvals approvals;
  private final ChunkSending sending;

  BatchApprovals(CallersBatches own, Caller caller, Approvals approvals, ChunkSending sending) {
    this.own = own;
    this.caller = caller;
    this.approvals = approvals;
    this.sending = sending;
  }

  void approve(String id) {
    BatchId batchId = own.idOf(id);
    switch (approvals.approve(batchId, caller.subject()).orElseThrow()) {
      case Runs _ -> sending.send(batchId);
      case NotADryRun not -> throw refused(ProblemCode.NOT_A_DRY_RUN, batchId, not.status());
      case NotAwaited not ->
          throw refused(ProblemCode.NOT_AWAITING_APPROVAL, batchId, not.status());
      case RowsDeleted deleted ->
          throw Refusal.of(
                  ProblemCode.ROWS_DELETED,
                  Map.of("batch", batchId.toString(), "day", UtcDay.of(deleted.since())))
              .exception();
      case RanMeanwhile ran ->
          throw Refusal.of(
                  ProblemCode.DUPLICATE_FILE,
                  Map.of("batch", batchId.toString(), "original", ran.original().toString()))
              .exception();
    }
  }

  private static RefusedException refused(ProblemCode code, BatchId batchId, BatchStatus status) {
    return Refusal.of(code, Map.of("batch", batchId.toString(), "status", status.name()))
        .exception();
  }
}
