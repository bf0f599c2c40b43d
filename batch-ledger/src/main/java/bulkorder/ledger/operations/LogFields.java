package bulkorder.ledger.operations;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Fields that each line of the log carries until it is closed: what the work is for. Ids alone, no
 * personal data. Threads that begin meanwhile have them, too.
 */
public final class LogFields implements AutoCloseable {

  public static final String HANDLER = "handler";
  public static final String REQUEST_ID = "requestId";
  public static final String TRACE_ID = "traceId";

  /** The trace of the invocation itself, where it works on a message of another one. */
  public static final String INVOCATION_TRACE_ID = "invocationTraceId";

  public static final String CLIENT_ID = "clientId";
  public static final String BATCH_ID = "batchId";
  public static final String CHUNK = "chunk";

  private static final List<String> ALL =
      List.of(HANDLER, REQUEST_ID, TRACE_ID, INVOCATION_TRACE_ID, CLIENT_ID, BATCH_ID, CHUNK);

  private final Map<String, @Nullable Object> before = new HashMap<>();

  private LogFields(Map<String, String> fields) {
    fields.forEach(
        (name, value) -> {
          before.put(name, MDC.get(name));
          MDC.put(name, value);
        });
  }

  /** Sets fields beside those that there are. */
  public static LogFields of(Map<String, String> fields) {
    return new LogFields(fields);
  }

  /** The fields that are set now. */
  static Map<String, String> present() {
    Map<String, String> present = new TreeMap<>();
    for (String name : ALL) {
      Object value = MDC.get(name);
      if (value != null) {
        present.put(name, value.toString());
      }
    }
    return present;
  }

  @Override
  public void close() {
    before.forEach(
        (name, value) -> {
          if (value == null) {
            MDC.remove(name);
          } else {
            MDC.put(name, value);
          }
        });
  }
}
