package bulkorder.local.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * Shows how far the files have come: rewritten in place on a terminal, else a line now and then.
 */
final class Progress {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);
  private static final String UP_AND_CLEAR = "\u001b[1A\u001b[2K";

  private final PrintStream output;
  private final Display display;
  private int linesShown;
  private String last = "";
  private long shownAtNanos;

  /** Where the lines go. */
  enum Display {
    TERMINAL,
    LOG
  }

  Progress(PrintStream output, Display display) {
    this.output = output;
    this.display = display;
  }

  void show(List<Watched> files) {
    var lines = files.stream().map(ProgressLine::of).toList();
    switch (display) {
      case TERMINAL -> rewrite(lines);
      case LOG -> append(String.join(System.lineSeparator(), lines));
    }
  }

  private void rewrite(List<String> lines) {
    output.print(UP_AND_CLEAR.repeat(linesShown));
    lines.forEach(output::println);
    output.flush();
    linesShown = lines.size();
  }

  private void append(String text) {
    long now = System.nanoTime();
    boolean due = last.isEmpty() || now - shownAtNanos >= BETWEEN_LINES.toNanos();
    if (due && !text.equals(last)) {
      output.println(text);
      last = text;
      shownAtNanos = now;
    }
  }
}
