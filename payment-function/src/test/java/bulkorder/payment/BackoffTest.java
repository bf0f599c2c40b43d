package bulkorder.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5), new Random(7));

  @Test
  void a_pause_is_anything_up_to_a_bound_that_doubles_and_then_stays() {
    assertThat(longestOfMany(0)).isBetween(Duration.ofMillis(190), Duration.ofMillis(200));
    assertThat(longestOfMany(2)).isBetween(Duration.ofMillis(760), Duration.ofMillis(800));
    assertThat(longestOfMany(60)).isBetween(Duration.ofMillis(4750), Duration.ofMillis(5000));
    assertThat(pauses(2, Duration.ZERO).stream().min(Duration::compareTo).orElseThrow())
        .isLessThan(Duration.ofMillis(40));
  }

  @Test
  void what_the_provider_asks_for_is_kept_and_a_little_is_added() {
    assertThat(pauses(3, Duration.ofSeconds(7)))
        .allMatch(pause -> pause.compareTo(Duration.ofSeconds(7)) >= 0)
        .allMatch(pause -> pause.compareTo(Duration.ofMillis(7200)) <= 0);
  }

  private Duration longestOfMany(int failed) {
    return pauses(failed, Duration.ZERO).stream().max(Duration::compareTo).orElseThrow();
  }

  private List<Duration> pauses(int failed, Duration retryAfter) {
    return IntStream.range(0, 1000).mapToObj(_ -> backoff.pause(failed, retryAfter)).toList();
  }
}
