package bulkorder.importing;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.imports.RowSource.Reading.Complete;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases stand as files below {@code src/test/resources/evil}, where a README tells how. */
class EvilCorpusTest {

  private static final Duration TIME_MAX = Duration.ofSeconds(10);

  /** All that a case allocates, so that more than it ever holds at once. */
  private static final long ALLOCATED_BYTES_MAX = 256L << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Stream<String> names() {
    return EvilCase.names().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void what_should_come_of_a_file_comes_of_it(String name) {
    EvilCase evil = EvilCase.named(name);
    EvilOutcome outcome =
        Assertions.assertTimeoutPreemptively(TIME_MAX, () -> outcomeWithinMemory(evil));
    assertThat(outcome.asFarAsToldBy(evil))
        .as(() -> "%s, which came out as %s".formatted(name, outcome))
        .isEqualTo(new EvilOutcome(evil.outcome(), evil.expected()));
  }

  @Test
  void the_corpus_is_not_small() {
    assertThat(EvilCase.names()).hasSizeGreaterThanOrEqualTo(300);
  }

  private static EvilOutcome outcomeWithinMemory(EvilCase evil) {
    byte[] bytes = evil.bytes();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    ReadFile file = ReadFile.of(bytes, evil.wishes(), evil.limits());
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
        .as("bytes allocated")
        .isLessThan(ALLOCATED_BYTES_MAX);
    if (file.reading() instanceof Complete complete) {
      assertThat(complete.sha256()).isEqualTo(Sha256.of(bytes));
    }
    return EvilOutcome.of(file);
  }
}
