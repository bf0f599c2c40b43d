package bulkorder.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class CallersTest {

  @Test
  void each_request_is_made_once_and_its_time_counts() throws Exception {
    Set<Integer> made = ConcurrentHashMap.newKeySet();
    var latencies =
        new Callers(4, Duration.ZERO)
            .make(
                100,
                number -> {
                  made.add(number);
                  return TimeUnit.MILLISECONDS.toNanos(number + 1);
                });
    assertThat(made).hasSize(100);
    assertThat(latencies.millis(1)).isEqualTo(1);
    assertThat(latencies.millis(100)).isEqualTo(100);
  }

  @Test
  void the_callers_call_at_once() throws Exception {
    var all = new CyclicBarrier(5);
    var latencies =
        new Callers(5, Duration.ZERO)
            .make(
                5,
                _ -> {
                  try {
                    return all.await(30, TimeUnit.SECONDS) + 1L;
                  } catch (BrokenBarrierException | TimeoutException alone) {
                    throw new IOException(alone);
                  }
                });
    assertThat(latencies.millis(100)).isPositive();
  }

  @Test
  void callers_who_ask_at_their_times_count_the_time_that_a_late_answer_costs_the_next()
      throws Exception {
    var latencies =
        new Callers(1, Duration.ofMillis(1))
            .make(
                3,
                number -> {
                  if (number == 0) {
                    TimeUnit.MILLISECONDS.sleep(50);
                  }
                  return 0;
                });
    assertThat(latencies.millis(50)).isGreaterThan(40);
  }

  @Test
  void callers_who_ask_at_their_times_do_not_ask_before() throws Exception {
    long began = System.nanoTime();
    new Callers(2, Duration.ofMillis(40)).make(3, _ -> 0);
    assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(Duration.ofMillis(40).toNanos());
  }

  @Test
  void a_request_that_fails_fails_the_run_and_all_are_counted() {
    assertThatThrownBy(
            () ->
                new Callers(3, Duration.ZERO)
                    .make(
                        50,
                        number -> {
                          if (number % 10 == 0) {
                            throw new IOException("/batches: 500 none");
                          }
                          return 1;
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("5 of 50 requests failed, the first: /batches: 500 none");
  }
}
