package bulkorder.ledger.announcement;

import bulkorder.ledger.Rejection;
import bulkorder.ledger.batch.BatchProgress;
import bulkorder.ledger.report.WrittenReport;
import bulkorder.ledger.text.Sentences;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is told, as JSON in the form of Standard Webhooks: {@code type}, {@code timestamp} and
 * {@code data}. It holds no personal data, and money as text.
 */
final class AnnouncementPayload {

  private static final String FALLBACK_LANGUAGE = "en";

  private final ObjectNode root;
  private final ObjectNode data;

  private AnnouncementPayload(ObjectNode root, ObjectNode data) {
    this.root = root;
    this.data = data;
  }

  /** What every event tells. */
  static AnnouncementPayload of(
      AnnouncementEvent event, AnnouncementFacts batch, Instant now, ObjectMapper json) {
    ObjectNode root = json.createObjectNode();
    root.put("type", event.title()).put("timestamp", text(now));
    ObjectNode data = root.putObject("data");
    data.put("batchId", batch.batchId().toString())
        .put("clientId", batch.clientId())
        .put("runNo", batch.runNo())
        .put("status", batch.status().name())
        .put("fileName", batch.fileName())
        .put("bulkImportGroup", batch.bulkImportGroup());
    return new AnnouncementPayload(root, data);
  }

  AnnouncementPayload rejected(AnnouncementFacts batch) {
    Rejection rejection = batch.rejection().orElseThrow();
    Sentences sentences =
        Sentences.in(batch.language()).or(() -> Sentences.in(FALLBACK_LANGUAGE)).orElseThrow();
    data.put("code", rejection.code().name()).put("detail", sentences.of(rejection));
    return this;
  }

  AnnouncementPayload paused(AnnouncementFacts batch) {
    data.put("pauseReason", batch.pauseReason()).put("pausedAt", text(batch.pausedAt()));
    return this;
  }

  AnnouncementPayload completed(
      AnnouncementFacts batch, BatchProgress progress, List<WrittenReport> reports) {
    data.put("startedAt", text(batch.startedAt())).put("endedAt", text(batch.endedAt()));
    data.put("durationSeconds", seconds(batch.startedAt(), batch.endedAt()));
    data.put("rows", progress.rows());
    put(data.putObject("counts"), progress.counts());
    put(data.putObject("notifications"), progress.notifications());
    ObjectNode amounts = data.putObject("amounts");
    progress.amounts().forEach((status, sums) -> putSums(amounts.putObject(status.name()), sums));
    ArrayNode links = data.putArray("reports");
    reports.forEach(report -> put(links.addObject(), batch, report));
    return this;
  }

  @Override
  public String toString() {
    return root.toString();
  }

  private static <E extends Enum<E>> void put(ObjectNode object, Map<E, Integer> counts) {
    counts.forEach((state, count) -> object.put(state.name(), count));
  }

  /** The ledger's columns have more decimals than the currency; those are zeros. */
  private static void putSums(ObjectNode object, Map<String, BigDecimal> sums) {
    sums.forEach(
        (currency, sum) -> {
          int digits = Currency.getInstance(currency).getDefaultFractionDigits();
          int scale = Math.max(digits, sum.stripTrailingZeros().scale());
          object.put(currency, sum.setScale(scale).toPlainString());
        });
  }

  private static void put(ObjectNode link, AnnouncementFacts batch, WrittenReport report) {
    String kind = report.kind().title();
    link.put("kind", kind)
        .put("rows", report.rows())
        .put("href", "/api/v1/batches/%s/reports/%s".formatted(batch.batchId(), kind));
  }

  private static @Nullable Long seconds(@Nullable Instant from, @Nullable Instant to) {
    return Optional.ofNullable(from)
        .flatMap(start -> Optional.ofNullable(to).map(end -> Duration.between(start, end)))
        .map(duration -> Math.max(0, duration.toSeconds()))
        .orElse(null);
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
