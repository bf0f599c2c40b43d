package bulkorder.importing.audit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a log group, as CloudWatch Logs hands them to a subscriber.
 *
 * @param logEvents empty in a message by which CloudWatch Logs only looks whether we are there
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
public record LogEvents(List<LogEvent> logEvents) {

  private static final String LINES = "DATA_MESSAGE";

  /** Copies the lines. */
  public LogEvents {
    logEvents = List.copyOf(logEvents);
  }

  @JsonCreator
  static LogEvents of(
      @JsonProperty("messageType") @Nullable String messageType,
      @JsonProperty("logEvents") @Nullable List<LogEvent> logEvents) {
    return new LogEvents(logEvents == null || !LINES.equals(messageType) ? List.of() : logEvents);
  }

  /**
   * A line.
   *
   * @param timestamp when it was written, in milliseconds since 1970; the same however often it is
   *     sent
   */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record LogEvent(
      @JsonProperty("timestamp") long timestamp, @JsonProperty("message") String message) {}
}
