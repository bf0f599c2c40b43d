package bulkorder.ledger.recovery;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the wish to try rows again came to. */
public sealed interface Retry {

  /**
   * A new run has begun, and not all of its messages are known to be sent.
   *
   * @param runNo its number
   * @param rows how many become orders again
   * @param mails how many are sent again and nothing else
   */
  record Runs(int runNo, int rows, int mails) implements Retry {}

  /** The batch has not ended, or nothing of it was taken. */
  record NotEnded(BatchStatus status) implements Retry {}

  /** Its rows have outlived their lifetime; nothing of them can run again. */
  record RowsDeleted(Instant since) implements Retry {}

  /** None of the rows that were chosen can be tried again. */
  record NothingToRetry() implements Retry {}

  /** A row was chosen by its number that cannot be tried again. */
  record NotRetryable(int row, @Nullable String status) implements Retry {}

  /** It is not known whether a row that was chosen was charged, so it must not be tried again. */
  record OutcomeUnknown(int row) implements Retry {}

  /** The same file was imported as another batch since; nothing was changed. */
  record RanMeanwhile(BatchId original) implements Retry {}
}
