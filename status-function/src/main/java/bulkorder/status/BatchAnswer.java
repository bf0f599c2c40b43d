package bulkorder.status;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.NotificationStatus;
import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.RowStatus;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.BatchFigures;
import bulkorder.ledger.batch.BatchProgress;
import bulkorder.ledger.batch.DryRun;
import bulkorder.ledger.batch.Pace;
import bulkorder.ledger.batch.PauseReason;
import bulkorder.ledger.batch.PaymentMode;
import bulkorder.ledger.batch.Policy;
import bulkorder.ledger.batch.Stage;
import bulkorder.ledger.text.Sentences;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One batch and how far it has come. What is not known yet is null.
 *
 * @param rows all data rows; 0 until all are in the ledger
 * @param amounts sums of money by row status and currency, as decimal numbers in text
 * @param percent of the rows that have ended; 100 only when all have
 * @param secondsLeft at most, unless more work comes: from all work that is open and the limits in
 *     force; 0 once the batch has ended, null where it cannot be known, and in lists
 * @param stages when what took place; null in lists
 * @param rowsRead how much of the file has been read
 * @param forced whether the file was to be taken although the same bytes came before
 * @param file how the file is written
 * @param columns of the file, by the names that it has for them
 * @param fileSums what the file's rows come to, good and bad ones
 * @param existingOrders how many of its orders existed when the file came in
 * @param notice what a person should know of that, in the caller's language
 * @param parentBatchId the batch that the file corrects, and which has its rows
 * @param dryRunAnswer what would run, while one batch that waits for its approval is asked for
 * @param pauseReason what a paused batch waits for
 * @param notificationKinds which mails are sent of it; null for those that its client has
 * @param language of mails and messages where a row names none; null for the client's
 */
public record BatchAnswer(
    UUID batchId,
    @Nullable String clientId,
    BatchStatus status,
    String csvSource,
    @Nullable String objectKey,
    @Nullable String objectETag,
    @Nullable String bulkImportGroup,
    int rows,
    Map<RowStatus, Integer> counts,
    Map<NotificationStatus, Integer> notifications,
    Map<RowStatus, Map<String, String>> amounts,
    double percent,
    @Nullable Double rowsPerSecond,
    @Nullable Long secondsLeft,
    @Nullable Map<Stage, StageAnswer> stages,
    int rowsRead,
    @Nullable RejectionAnswer rejection,
    Instant createdAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant endedAt,
    @Nullable Instant uploadExpiresAt,
    Policy policy,
    PaymentMode paymentMode,
    boolean dryRun,
    boolean forced,
    @Nullable FileAnswer file,
    List<String> columns,
    TotalsAnswer declared,
    Map<String, String> fileSums,
    int existingOrders,
    @Nullable String notice,
    @Nullable UUID parentBatchId,
    @Nullable Integer parentRunNo,
    @Nullable DryRunAnswer dryRunAnswer,
    @Nullable PauseReason pauseReason,
    @Nullable Instant pausedAt,
    @Nullable Set<NotificationKind> notificationKinds,
    @Nullable String language) {

  /** Why nothing of the file was taken, as a code and in the caller's language. */
  public record RejectionAnswer(RejectionCode code, String message) {

    static RejectionAnswer of(Rejection rejection, Sentences sentences) {
      return new RejectionAnswer(rejection.code(), sentences.of(rejection));
    }
  }

  /** One batch alone. */
  static BatchAnswer of(Batch batch, BatchFigures figures, Instant now, Sentences sentences) {
    return of(
        batch,
        figures.progress(),
        figures.dryRun().orElse(null),
        figures.secondsLeft(batch),
        StageAnswer.of(figures.stages()),
        now,
        sentences);
  }

  /** One of several. */
  static BatchAnswer of(Batch batch, BatchProgress progress, Instant now, Sentences sentences) {
    OptionalLong left = batch.status().ended() ? OptionalLong.of(0) : OptionalLong.empty();
    return of(batch, progress, null, left, null, now, sentences);
  }

  private static BatchAnswer of(
      Batch batch,
      BatchProgress progress,
      @Nullable DryRun dryRun,
      OptionalLong secondsLeft,
      @Nullable Map<Stage, StageAnswer> stages,
      Instant now,
      Sentences sentences) {
    Pace pace = Pace.of(batch, progress, now);
    return new BatchAnswer(
        batch.batchId().value(),
        batch.clientId().map(ClientId::value).orElse(null),
        batch.status(),
        batch.csvSource(),
        batch.objectKey().orElse(null),
        batch.objectETag().orElse(null),
        batch.bulkImportGroup().orElse(null),
        progress.rows(),
        progress.counts(),
        progress.notifications(),
        AmountText.ofSums(progress.amounts()),
        pace.percent(),
        known(pace.rowsPerSecond()),
        known(secondsLeft),
        stages,
        batch.rowsRead(),
        batch.rejection().map(rejection -> RejectionAnswer.of(rejection, sentences)).orElse(null),
        batch.createdAt(),
        batch.acceptedAt().orElse(null),
        batch.endedAt().orElse(null),
        batch.uploadExpiresAt().orElse(null),
        batch.policy(),
        batch.paymentMode(),
        batch.dryRun(),
        batch.forced(),
        batch.dialect().map(FileAnswer::of).orElse(null),
        batch.columns(),
        TotalsAnswer.declared(batch.declared()),
        AmountText.ofCurrencies(batch.fileSums()),
        batch.existingOrders(),
        notice(batch.existingOrders(), progress.rows(), sentences),
        batch.parent().map(BatchId::value).orElse(null),
        batch.parentRunNo().isPresent() ? batch.parentRunNo().getAsInt() : null,
        dryRun == null ? null : DryRunAnswer.of(dryRun, progress),
        batch.pauseReason().orElse(null),
        batch.pausedAt().orElse(null),
        batch.notificationKinds().orElse(null),
        batch.language().orElse(null));
  }

  private static @Nullable String notice(int existingOrders, int rows, Sentences sentences) {
    return existingOrders == 0
        ? null
        : sentences.of(
            "notice.EXISTING_ORDERS",
            Map.of("existing", grouped(existingOrders), "rows", grouped(rows)));
  }

  private static String grouped(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static @Nullable Double known(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }

  private static @Nullable Long known(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }
}
