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
  private static final String WOULD_RUN = "QUEUED";
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
          "CANCELLED", "not ordered",
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
      describe(file, file.batch().get(), lines);
      lines.addAll(file.reports().lines());
    }
    return lines;
  }

  private void describe(Watched file, Batch batch, List<String> lines)
      throws IOException, InterruptedException {
    Batch rows = file.rows().orElse(batch);
    lines.add(file.name() + ": " + headline(batch, rows));
    batch.rejection().ifPresent(why -> lines.add("  " + why.path("message").asText()));
    batch.file().ifPresent(how -> lines.add("  " + ReadAs.of(how)));
    batch.notice().ifPresent(notice -> lines.add("  " + notice));
    if (batch.isChecked()) {
      lines.addAll(DryRunSummary.of(batch.dryRunAnswer()));
    }
    counts(rows, lines);
    badRows(rows, lines);
  }

  private static String headline(Batch batch, Batch rows) {
    if (batch.rejection().isPresent()) {
      return "REJECTED, nothing of it was taken";
    }
    if (batch.isChecked()) {
      return "a dry run, nothing of it runs; %,d rows, batch %s"
          .formatted(batch.rows(), batch.id());
    }
    if (batch.parentId().isPresent()) {
      return "corrects batch %s, which is %s with %,d rows"
          .formatted(rows.id(), rows.status(), rows.rows());
    }
    return String.format(
        Locale.ROOT,
        "%s, %,d rows in %.1f s (%.0f orders a second), batch %s",
        batch.status(),
        batch.rows(),
        batch.seconds(),
        batch.ordersPerSecond(),
        batch.id());
  }

  private static void counts(Batch batch, List<String> lines) {
    batch.counts().entrySet().stream()
        .filter(count -> !(batch.isChecked() && count.getKey().equals(WOULD_RUN)))
        .forEach(count -> lines.add(countLine(batch, count.getKey(), count.getValue())));
    batch
        .notifications()
        .forEach((state, count) -> lines.add("  %,8d mails %s".formatted(count, state)));
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
