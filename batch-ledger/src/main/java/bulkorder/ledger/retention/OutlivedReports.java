package bulkorder.ledger.retention;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The reports of all runs of a batch.
 *
 * @param bucket where they are
 * @param runNo the number of its present run
 */
public record OutlivedReports(BatchId batchId, ClientId clientId, String bucket, int runNo) {

  /** How the keys of its reports begin: one prefix for each run. */
  public List<String> prefixes() {
    return IntStream.rangeClosed(1, runNo)
        .mapToObj(run -> "reports/%s/%s/%d/".formatted(clientId, batchId, run))
        .toList();
  }
}
