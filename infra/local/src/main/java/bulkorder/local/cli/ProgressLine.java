package bulkorder.local.cli;

import static java.util.stream.Collectors.joining;

import java.util.Locale;

/** One line that says how far a file has come. */
final class ProgressLine {
  private static final int BAR_CELLS = 24;

  private ProgressLine() {}

  static String of(Watched file) {
    return file.name() + "  " + file.rows().map(ProgressLine::of).orElse("waiting for its import");
  }

  private static String of(Batch batch) {
    if (batch.status().equals("IMPORTING")) {
      return "importing, %,d rows read".formatted(batch.rowsRead());
    }
    if (batch.isChecked()) {
      return "checked, %,d rows, nothing runs".formatted(batch.rows());
    }
    String left = batch.timeLeft().map(time -> ", " + time.toSeconds() + " s left").orElse("");
    return String.format(
        Locale.ROOT,
        "%s %3.0f %%  %s  %.0f rows/s%s",
        bar(batch.percent()),
        batch.percent(),
        counts(batch),
        batch.rowsPerSecond(),
        batch.hasEnded() ? "" : left);
  }

  private static String counts(Batch batch) {
    return batch.counts().entrySet().stream()
        .map(count -> count.getKey() + " " + count.getValue())
        .collect(joining("  "));
  }

  private static String bar(double percent) {
    int full = Math.clamp(Math.round(percent / 100 * BAR_CELLS), 0, BAR_CELLS);
    return "[" + "#".repeat(full) + ".".repeat(BAR_CELLS - full) + "]";
  }
}
