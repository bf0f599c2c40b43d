package bulkorder.local.chaos;

import java.io.PrintStream;
import java.time.Duration;

/** Tells a person what is going on, not too often. */
final class Voice {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(3);

  private final PrintStream output;
  private long saidAtNanos = System.nanoTime();

  Voice(PrintStream output) {
    this.output = output;
  }

  void say(String sentence) {
    output.println(sentence);
    saidAtNanos = System.nanoTime();
  }

  /** Unless something was said a moment ago. */
  void sayNowAndThen(String sentence) {
    if (System.nanoTime() - saidAtNanos > BETWEEN_LINES.toNanos()) {
      say(sentence);
    }
  }
}
