package bulkorder.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells a person what became of a file. */
final class Summary {
  private static final int BAD_ROWS_MAX = 20;
  private static final List<String> BAD_STATES =
      List.of("INVALID", "DUPLICATE", "PAYMENT_FAILED", "FAILED", "PAYMENT_UNKNOWN");
  private static final Map<String, String> WORDS =
      Map.of(
          "INVALID", "refused, something in the row is wrong",
          "DUPLICATE", "left out, the same order is there already",
          "QUEUED", "still waiting",
          "ORDERED", "ordered, payment still open",
          "PAID", "ordered and paid",
          "PAYMENT_FAILED", "ordered, payment declined",
          "PAYMENT_UNKNOWN", "ordered, payment unknown until the provider has been asked",
          "CANCELLED", "cancelled",
          "FAILED", "given up, can be retried");

  private final BatchApi api;

  Summary(BatchApi api) {
    this.api = api;
  }

  List<String> of(Watched file) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    if (file.batch().isEmpty()) {
      lines.add(file.name() + ": nothing was made of it; the import function's log says why");
    } else {
      describe(file.name(), file.batch().get(), lines);
      lines.addAll(file.reports().lines());
    }
    return lines;
  }

  private void describe(String name, Batch batch, List<String> lines)
      throws IOException, InterruptedException {
    if (batch.rejection().isPresent()) {
      lines.add(name + ": REJECTED, nothing of it was taken");
      lines.add("  " + batch.rejection().get().path("message").asText());
      return;
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: %s, %,d rows in %.1f s (%.0f orders a second), batch %s",
            name,
            batch.status(),
            batch.rows(),
            batch.seconds(),
            batch.ordersPerSecond(),
            batch.id()));
    batch.counts().forEach((state, count) -> lines.add(countLine(batch, state, count)));
    batch
        .notifications()
        .forEach((state, count) -> lines.add("  %,8d mails %s".formatted(count, state)));
    badRows(batch, lines);
  }

  private static String countLine(Batch batch, String state, long count) {
    return "  %,8d %-15s %s%s"
        .formatted(count, state, WORDS.getOrDefault(state, ""), money(batch, state));
  }

  private static String money(Batch batch, String state) {
    var text = new StringBuilder();
    batch
        .amounts()
        .path(state)
        .properties()
        .forEach(
            sum ->
                text.append(": ").append(sum.getValue().asText()).append(' ').append(sum.getKey()));
    return text.toString();
  }

  private void badRows(Batch batch, List<String> lines) throws IOException, InterruptedException {
    List<String> rows = new ArrayList<>();
    for (var state : BAD_STATES) {
      if (batch.counts().containsKey(state) && rows.size() < BAD_ROWS_MAX) {
        for (var row : api.rows(batch, state, BAD_ROWS_MAX - rows.size())) {
          rows.add(badRow(row));
        }
      }
    }
    if (!rows.isEmpty()) {
      lines.add("  the first rows that did not go through:");
      lines.addAll(rows);
    }
  }

  private static String badRow(JsonNode row) {
    var text = new StringBuilder("    row " + row.path("rowNumber").asLong());
    text.append(' ').append(row.path("status").asText());
    for (var error : row.path("errors")) {
      text.append("; ")
          .append(error.path("column").asText(""))
          .append(" \"")
          .append(error.path("value").asText(""))
          .append("\": ")
          .append(error.path("message").asText(error.path("code").asText("")));
    }
    return text.toString();
  }
}
