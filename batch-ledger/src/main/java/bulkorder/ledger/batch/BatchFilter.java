package bulkorder.ledger.batch;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a page of one client's batches has in common; null asks for nothing.
 *
 * @param createdFrom the earliest time of creation
 * @param createdBefore after the latest time of creation
 */
public record BatchFilter(
    ClientId clientId,
    @Nullable BatchStatus status,
    @Nullable String objectKey,
    @Nullable String bulkImportGroup,
    @Nullable Instant createdFrom,
    @Nullable Instant createdBefore) {

  /** Between the time in a batch's id and that of its creation, which is read a moment later. */
  private static final Duration ID_IS_OLDER_BY_MAX = Duration.ofSeconds(1);

  void addTo(StringBuilder conditions, Map<String, Object> values) {
    conditions.append(" and clientId = :clientId");
    values.put("clientId", clientId.value());
    if (status != null) {
      conditions.append(" and status = :status");
      values.put("status", status);
    }
    if (objectKey != null) {
      conditions.append(" and objectKey = :objectKey");
      values.put("objectKey", objectKey);
    }
    if (bulkImportGroup != null) {
      conditions.append(" and bulkImportGroup = :bulkImportGroup");
      values.put("bulkImportGroup", bulkImportGroup);
    }
    // The index has the ids, which begin with their time.
    if (createdFrom != null) {
      conditions.append(" and createdAt >= :createdFrom and batchId >= :firstId");
      values.put("createdFrom", createdFrom);
      values.put("firstId", BatchId.floor(createdFrom.minus(ID_IS_OLDER_BY_MAX)).value());
    }
    if (createdBefore != null) {
      conditions.append(" and createdAt < :createdBefore and batchId < :endId");
      values.put("createdBefore", createdBefore);
      values.put("endId", BatchId.floor(createdBefore.plusMillis(1)).value());
    }
  }
}
