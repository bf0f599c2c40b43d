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
 * Records the requests that the gateway refused before any function saw them; of many of a kind at
 * one time the first, and with the last of those that there were more. The same lines again record
 * nothing: request id and time make one event.
 */
@ApplicationScoped
public class RecordRefusals {

  private static final Logger LOG = Logger.getLogger(RecordRefusals.class);

  /** Of one detail. */
  private static final int CHARS_MAX = 200;

  /** Of one delivery: who calls a thousand times a second without a token fills no ledger. */
  private static final int OF_A_KIND_MAX = 20;

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
    Map<Map<String, String>, Integer> refusals = new HashMap<>();
    for (LogEvent event : events.logEvents()) {
      Optional<AccessLogLine> refusal = read(event).filter(AccessLogLine::refusedByGateway);
      if (refusal.isPresent()) {
        Map<String, String> details = details(refusal.get());
        int number = refusals.merge(details, 1, Integer::sum);
        if (number <= OF_A_KIND_MAX && record(refusal.get(), event, number, details)) {
          news++;
        }
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

  private static Map<String, String> details(AccessLogLine line) {
    Map<String, String> details = new HashMap<>();
    put(details, "status", line.status());
    put(details, "error", line.error());
    put(details, "route", line.routeKey());
    return details;
  }

  private boolean record(
      AccessLogLine line, LogEvent event, int number, Map<String, String> details) {
    Map<String, String> told = new HashMap<>(details);
    if (number == OF_A_KIND_MAX) {
      told.put("moreAtThisTime", "not recorded");
    }
    return audit.refusedByGateway(
        bounded(String.valueOf(line.requestId())), Instant.ofEpochMilli(event.timestamp()), told);
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
