package bulkorder.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryDelayTest {

  private final RetryDelay delay = new RetryDelay(RandomGenerator.getDefault());

  @ParameterizedTest
  @CsvSource({"0, 5", "1, 5", "2, 10", "3, 20", "8, 640", "9, 900", "100, 900", "2000000000, 900"})
  void each_attempt_waits_twice_as_long_and_at_most_as_long_as_a_message_can(
      int attempt, int secondsMax) {
    for (int i = 0; i < 100; i++) {
      assertThat(delay.after(attempt))
          .isBetween(Duration.ofMillis(secondsMax * 500L), Duration.ofSeconds(secondsMax));
    }
  }

  @Test
  void what_failed_together_is_not_tried_again_together() {
    var random = new Random(7);
    var spread = new RetryDelay(random);

    assertThat(spread.after(9)).isNotEqualTo(spread.after(9));
  }
}
