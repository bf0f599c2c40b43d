package bulkorder.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void a_percentile_is_the_time_within_which_so_many_had_their_answer() {
    var latencies = millis(LongStream.rangeClosed(1, 200).map(it -> 201 - it));
    assertThat(latencies.millis(50)).isEqualTo(100);
    assertThat(latencies.millis(95)).isEqualTo(190);
    assertThat(latencies.millis(99)).isEqualTo(198);
    assertThat(latencies.millis(100)).isEqualTo(200);
  }

  @Test
  void of_few_requests_the_slowest_counts() {
    assertThat(millis(LongStream.of(3, 1, 2)).millis(50)).isEqualTo(2);
    assertThat(millis(LongStream.of(3, 1, 2)).millis(95)).isEqualTo(3);
    assertThat(millis(LongStream.of(7)).millis(50)).isEqualTo(7);
  }

  @Test
  void a_time_at_the_floor_misses_it() {
    assertThat(LatencyFloor.P50.isMet(millis(LongStream.of(20)))).isFalse();
    assertThat(LatencyFloor.P50.isMet(millis(LongStream.of(19)))).isTrue();
    assertThat(LatencyFloor.P95.isMet(millis(LongStream.of(20)))).isTrue();
  }

  @Test
  void nothing_is_said_of_no_requests() {
    assertThatThrownBy(() -> new Latencies(new long[0])).hasMessage("no request was measured");
  }

  static Latencies millis(LongStream millis) {
    return new Latencies(millis.map(TimeUnit.MILLISECONDS::toNanos).toArray());
  }
}
