package bulkorder.ledger.payment;

import bulkorder.ledger.BatchId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;

/** The last comparison of each batch with the payment provider's own list. */
@ApplicationScoped
public class ProviderComparisons {

  private static final String KEEP =
      """
      insert into provider_comparisons (batch_id, client_id, compared_at, agrees, differences, captured)
      select batch_id, client_id, :at, :agrees, :differences, cast(:captured as jsonb)
      from batches where batch_id = :batchId
      on conflict (batch_id) do update
      set compared_at = excluded.compared_at, agrees = excluded.agrees, differences = excluded.differences,
          captured = excluded.captured
      """;

  private static final String LAST =
      """
      select compared_at, agrees, differences, cast(captured as text) as captured
      from provider_comparisons where batch_id = :batchId
      """;

  private static final TypeReference<Map<String, BigDecimal>> SUMS = new TypeReference<>() {};

  private final Session session;
  private final ObjectMapper json;

  ProviderComparisons(Session session, ObjectMapper json) {
    this.session = session;
    this.json = json;
  }

  /** Keeps what a comparison came to, in the place of the one before. */
  @Transactional
  public void keep(BatchId batchId, ComparedWithProvider compared) {
    session
        .createNativeMutationQuery(KEEP)
        .setParameter("batchId", batchId.value())
        .setParameter("at", compared.at())
        .setParameter("agrees", compared.agrees())
        .setParameter("differences", compared.differences())
        .setParameter("captured", written(compared.captured()))
        .executeUpdate();
  }

  /** The last one of a batch, if it was ever compared. */
  @Transactional
  public Optional<ComparedWithProvider> last(BatchId batchId) {
    return session
        .createNativeQuery(LAST, Tuple.class)
        .setParameter("batchId", batchId.value())
        .getResultStream()
        .findFirst()
        .map(
            row ->
                new ComparedWithProvider(
                    row.get("compared_at", Instant.class),
                    row.get("agrees", Boolean.class),
                    row.get("differences", Long.class),
                    read(row.get("captured", String.class))));
  }

  private Map<String, BigDecimal> read(String sums) {
    try {
      return json.readValue(sums, SUMS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the sums of a comparison cannot be read", e);
    }
  }

  private String written(Map<String, BigDecimal> sums) {
    try {
      return json.writeValueAsString(sums);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the sums of a comparison cannot be written", e);
    }
  }
}
