package bulkorder.ledger.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Metrics metrics =
      new Metrics(
          new ObjectMapper(),
          InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_000L)),
          new PrintStream(written, true, UTF_8));

  @Test
  void a_count_is_one_line_that_the_log_service_understands() {
    metrics.count(Metric.DEAD_LETTERS, 3);

    assertThat(written.toString(UTF_8))
        .isEqualToIgnoringNewLines(
            """
            {"_aws":{"Timestamp":1700000000000,"CloudWatchMetrics":[{"Namespace":"BulkOrder","Dimensions":[[]],\
            "Metrics":[{"Name":"DeadLetters","Unit":"Count"}]}]},"DeadLetters":3}
            """);
  }

  @Test
  void none_leaves_no_line() {
    metrics.count(Metric.DEAD_LETTERS, 0);

    assertThat(written.size()).isZero();
  }
}
