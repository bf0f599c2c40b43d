package bulkorder.ledger.payment;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a batch's file came to, and what became of its rows.
 *
 * @param fileRows how many data rows the file has
 * @param fileSums what the file's rows come to by currency code, good and bad ones, as far as they
 *     can be read
 * @param corrected whether rows of the file were replaced by corrected ones, so that the file's
 *     sums are no longer theirs
 */
public record BatchAccount(
    BatchId batchId,
    BatchStatus status,
    Instant createdAt,
    int fileRows,
    Map<String, BigDecimal> fileSums,
    boolean corrected,
    List<AccountLine> lines) {

  /** Copies what it is given. */
  public BatchAccount {
    fileSums = Map.copyOf(fileSums);
    lines = List.copyOf(lines);
  }
}
