package bulkorder.ledger.batch;

import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.ClientId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a page of one client's batches has in common; null asks for nothing. */
public record BatchFilter(
    ClientId clientId, @Nullable BatchStatus status, @Nullable String objectKey) {

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
  }
}
