package bulkorder.status;

import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.NotificationStatus;
import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.RowStatus;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.BatchProgress;
import bulkorder.ledger.batch.Pace;
import bulkorder.ledger.text.Sentences;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One batch and how far it has come. What is not known yet is null.
 *
 * @param rows all data rows; 0 until all are in the ledger
 * @param amounts sums of money by row status and currency, as decimal numbers in text
 * @param percent of the rows that have ended; 100 only when all have
 * @param secondsLeft at the pace so far
 * @param rowsRead how much of the file has been read
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
    int rowsRead,
    @Nullable RejectionAnswer rejection,
    Instant createdAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant endedAt,
    @Nullable Instant uploadExpiresAt) {

  /** Why nothing of the file was taken, as a code and in the caller's language. */
  public record RejectionAnswer(RejectionCode code, String message) {

    static RejectionAnswer of(Rejection rejection, Sentences sentences) {
      return new RejectionAnswer(rejection.code(), sentences.of(rejection));
    }
  }

  static BatchAnswer of(Batch batch, BatchProgress progress, Instant now, Sentences sentences) {
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
        known(pace.secondsLeft()),
        batch.rowsRead(),
        batch.rejection().map(rejection -> RejectionAnswer.of(rejection, sentences)).orElse(null),
        batch.createdAt(),
        batch.acceptedAt().orElse(null),
        batch.endedAt().orElse(null),
        batch.uploadExpiresAt().orElse(null));
  }

  private static @Nullable Double known(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }

  private static @Nullable Long known(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }
}
