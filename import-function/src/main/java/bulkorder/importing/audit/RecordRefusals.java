package bulkorder.importing.audit;

import bulkorder.importing.audit.LogEvents.LogEvent;
import bulkorder.ledger.audit.AuditTrail;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Records each request that the gateway refused before any function saw it. The same lines again
 * record nothing: request id and time make one event.
 */
@ApplicationScoped
public class RecordRefusals {

  private static final Logger LOG = Logger.getLogger(RecordRefusals.class);

  /** Of one detail. */
  private static final int CHARS_MAX = 200;

  private final AuditTrail audit;
  private final ObjectMapper json;

  RecordRefusals(AuditTrail audit, ObjectMapper json) {
    this.audit = audit;
    this.json = json;
  }

  /**
   * Records the refusals among these lines.
   *
   * @return how many were news
   */
  public int record(LogEvents events) {
    int news = 0;
    for (LogEvent event : events.logEvents()) {
      Optional<AccessLogLine> refusal = read(event).filter(AccessLogLine::refusedByGateway);
      if (refusal.isPresent() && record(refusal.get(), event)) {
        news++;
      }
    }
    return news;
  }

  private Optional<AccessLogLine> read(LogEvent event) {
    try {
      return Optional.of(json.readValue(event.message(), AccessLogLine.class));
    } catch (JsonProcessingException _) {
      LOG.error("a line of the access log is not in the format that the template gives it");
      return Optional.empty();
    }
  }

  private boolean record(AccessLogLine line, LogEvent event) {
    Map<String, String> details = new HashMap<>();
    put(details, "status", line.status());
    put(details, "error", line.error());
    put(details, "route", line.routeKey());
    return audit.refusedByGateway(
        bounded(String.valueOf(line.requestId())),
        Instant.ofEpochMilli(event.timestamp()),
        details);
  }

  private static void put(Map<String, String> details, String name, @Nullable String value) {
    if (value != null) {
      details.put(name, bounded(value));
    }
  }

  private static String bounded(String text) {
    return text.length() <= CHARS_MAX ? text : text.substring(0, CHARS_MAX);
  }
}
