package bulkorder.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A batch as the HTTP API tells of it. */
record Batch(JsonNode json) {
  private static final String CHECKED = "VALIDATED";

  /** In which nothing more happens by itself. */
  private static final Set<String> END_STATES =
      Set.of(
          "COMPLETED", "COMPLETED_WITH_ERRORS", "REJECTED", "CANCELLED", "UPLOAD_EXPIRED", CHECKED);

  private static final Set<String> ROWS_TAKEN = Set.of("COMPLETED", "COMPLETED_WITH_ERRORS");
  private static final Set<String> OPEN_ROW_STATES = Set.of("QUEUED", "ORDERED", "PAYMENT_UNKNOWN");

  String id() {
    return json.path("batchId").asText();
  }

  String status() {
    return json.path("status").asText();
  }

  boolean hasEnded() {
    return END_STATES.contains(status());
  }

  /** Whether this is a dry run that has ended. */
  boolean isChecked() {
    return status().equals(CHECKED);
  }

  /** Whether each row of the file has an end or, in a dry run, is good or there already. */
  boolean wentWell() {
    return isChecked() ? count("INVALID") == 0 : everyRowEnded();
  }

  private boolean everyRowEnded() {
    return ROWS_TAKEN.contains(status())
        && counts().keySet().stream().noneMatch(OPEN_ROW_STATES::contains);
  }

  long rows() {
    return json.path("rows").asLong();
  }

  /** Rows that have been read, while the file is still being imported. */
  long rowsRead() {
    return json.path("rowsRead").asLong();
  }

  /** Rows per state, those without rows left out. */
  Map<String, Long> counts() {
    return numbers(json.path("counts"));
  }

  Map<String, Long> notifications() {
    return numbers(json.path("notifications"));
  }

  private static Map<String, Long> numbers(JsonNode node) {
    Map<String, Long> numbers = new LinkedHashMap<>();
    node.properties()
        .forEach(
            entry -> {
              if (entry.getValue().asLong() > 0) {
                numbers.put(entry.getKey(), entry.getValue().asLong());
              }
            });
    return numbers;
  }

  /** Sums of money by row state and currency, as texts. */
  JsonNode amounts() {
    return json.path("amounts");
  }

  double percent() {
    return json.path("percent").asDouble();
  }

  double rowsPerSecond() {
    return json.path("rowsPerSecond").asDouble();
  }

  Optional<Duration> timeLeft() {
    return json.hasNonNull("secondsLeft")
        ? Optional.of(Duration.ofSeconds(json.path("secondsLeft").asLong()))
        : Optional.empty();
  }

  /** Why the file was refused, if it was. */
  Optional<JsonNode> rejection() {
    return json.hasNonNull("rejection") ? Optional.of(json.path("rejection")) : Optional.empty();
  }

  /** The batch that this one corrects, and which has its rows. */
  Optional<String> parentId() {
    return text("parentBatchId");
  }

  /** What a person should know of the file's orders. */
  Optional<String> notice() {
    return text("notice");
  }

  /** How the file is written, once it has been read. */
  Optional<JsonNode> file() {
    return json.hasNonNull("file") ? Optional.of(json.path("file")) : Optional.empty();
  }

  JsonNode dryRunAnswer() {
    return json.path("dryRunAnswer");
  }

  private Optional<String> text(String name) {
    return json.hasNonNull(name) ? Optional.of(json.path(name).asText()) : Optional.empty();
  }

  /** From upload to the last row's end. */
  double seconds() {
    if (!json.hasNonNull("createdAt") || !json.hasNonNull("endedAt")) {
      return 0;
    }
    return Duration.between(instant("createdAt"), instant("endedAt")).toMillis() / 1000.0;
  }

  double ordersPerSecond() {
    long orders = rows() - count("INVALID") - count("DUPLICATE");
    return seconds() > 0 ? Math.round(orders / seconds() * 10) / 10.0 : 0;
  }

  private long count(String state) {
    return json.path("counts").path(state).asLong();
  }

  /** Whether this batch comes of the upload with this ETag at this time. */
  boolean isOf(String eTag, Instant uploadedAt) {
    return json.path("objectETag").asText().replace("\"", "").equals(eTag)
        && !instant("createdAt").isBefore(uploadedAt);
  }

  private Instant instant(String name) {
    return Instant.parse(json.path(name).asText());
  }
}
