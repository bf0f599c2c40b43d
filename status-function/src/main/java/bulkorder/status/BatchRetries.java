package bulkorder.status;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.messaging.ChunkSending;
import bulkorder.ledger.recovery.Retries;
import bulkorder.ledger.recovery.Retry.NotEnded;
import bulkorder.ledger.recovery.Retry.NotRetryable;
import bulkorder.ledger.recovery.Retry.NothingToRetry;
import bulkorder.ledger.recovery.Retry.OutcomeUnknown;
import bulkorder.ledger.recovery.Retry.RanMeanwhile;
import bulkorder.ledger.recovery.Retry.RowsDeleted;
import bulkorder.ledger.recovery.Retry.Runs;
import bulkorder.ledger.recovery.RowChoice;
import bulkorder.ledger.retention.UtcDay;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tries rows of an ended batch again: the run is committed, then its messages are sent. */
@ApplicationScoped
class BatchRetries {

  private static final String NO_SUCH_ROW = "-";

  private final CallersBatches own;
  private final Caller caller;
  private final Retries retries;
  private final ChunkSending sending;
  private final ObjectMapper json;

  BatchRetries(
      CallersBatches own, Caller caller, Retries retries, ChunkSending sending, ObjectMapper json) {
    this.own = own;
    this.caller = caller;
    this.retries = retries;
    this.sending = sending;
    this.json = json;
  }

  /**
   * Tries rows again.
   *
   * @param wish the JSON that says which; null or empty for all
   * @throws JsonProcessingException if it is none
   */
  void retry(String id, @Nullable String wish) throws JsonProcessingException {
    RowChoice choice = choice(wish);
    BatchId batchId = own.idOf(id);
    switch (retries.retry(batchId, choice, caller.subject()).orElseThrow()) {
      case Runs _ -> sending.sendOpen(batchId);
      case NotEnded not ->
          throw refused(ProblemCode.CANNOT_RETRY, batchId, Map.of("status", not.status().name()));
      case RowsDeleted deleted ->
          throw refused(
              ProblemCode.ROWS_DELETED, batchId, Map.of("day", UtcDay.of(deleted.since())));
      case NothingToRetry _ -> throw refused(ProblemCode.NOTHING_TO_RETRY, batchId, Map.of());
      case NotRetryable not ->
          throw refused(
              ProblemCode.ROW_NOT_RETRYABLE,
              batchId,
              Map.of(
                  "row",
                  Integer.toString(not.row()),
                  "status",
                  not.status() == null ? NO_SUCH_ROW : not.status()));
      case OutcomeUnknown unknown ->
          throw refused(
              ProblemCode.OUTCOME_UNKNOWN, batchId, Map.of("row", Integer.toString(unknown.row())));
      case RanMeanwhile ran ->
          throw refused(
              ProblemCode.RAN_AS_ANOTHER_BATCH,
              batchId,
              Map.of("original", ran.original().toString()));
    }
  }

  private RowChoice choice(@Nullable String wish) throws JsonProcessingException {
    RetryWish read = wish == null || wish.isBlank() ? null : json.readValue(wish, RetryWish.class);
    return read == null ? RowChoice.ALL : read.checked();
  }

  private static RefusedException refused(
      ProblemCode code, BatchId batchId, Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put("batch", batchId.toString());
    return Refusal.of(code, all).exception();
  }
}
