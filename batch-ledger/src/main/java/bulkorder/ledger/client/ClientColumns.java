package bulkorder.ledger.client;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.batch.Client.PaymentLimits;
import bulkorder.ledger.batch.Client.Status;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads clients from what queries give, and writes their limits for what changes them. */
@ApplicationScoped
class ClientColumns {

  /** By currency, the least and the most. */
  private static final TypeReference<Map<String, List<BigDecimal>>> LIMITS =
      new TypeReference<>() {};

  private final ObjectMapper json;

  ClientColumns(ObjectMapper json) {
    this.json = json;
  }

  ClientAccount account(Tuple row) {
    return new ClientAccount(
        new ClientId(row.get("client_id", String.class)),
        Status.valueOf(row.get("status", String.class)),
        new ClientTerms(
            row.get("name", String.class),
            row.get("language", String.class),
            row.get("rows_max", Integer.class),
            row.get("requests_per_second", Integer.class),
            new Lifetimes(
                row.get("files_kept_days", Integer.class),
                row.get("reports_kept_days", Integer.class),
                row.get("rows_kept_days", Integer.class)),
            limits(row.get("payment_limits", String.class))),
        row.get("created_at", Instant.class),
        row.get("updated_at", Instant.class));
  }

  String text(SortedMap<String, PaymentLimits> limits) {
    Map<String, List<BigDecimal>> pairs =
        limits.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    limit -> List.of(limit.getValue().min(), limit.getValue().max())));
    try {
      return json.writeValueAsString(pairs);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the limits of a client cannot be written", e);
    }
  }

  private SortedMap<String, PaymentLimits> limits(@Nullable String text) {
    SortedMap<String, PaymentLimits> limits = new TreeMap<>();
    if (text != null) {
      read(text)
          .forEach(
              (currency, pair) ->
                  limits.put(currency, new PaymentLimits(pair.getFirst(), pair.getLast())));
    }
    return limits;
  }

  private Map<String, List<BigDecimal>> read(String text) {
    try {
      return json.readValue(text, LIMITS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the limits of a client cannot be read", e);
    }
  }
}
