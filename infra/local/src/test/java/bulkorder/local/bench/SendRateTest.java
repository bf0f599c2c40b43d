package bulkorder.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SendRateTest {

  @Test
  void evenly_spaced_requests_use_the_whole_limit_and_no_more() {
    var rate = SendRate.of(everyMillis(100, 200), 500);
    assertThat(rate.requests()).isEqualTo(200);
    assertThat(rate.windowMax()).isEqualTo(500);
    assertThat(rate.sharePercent()).isEqualTo(100, within(0.001));
    assertThat(rate.seconds()).isEqualTo(19.9, within(0.001));
  }

  @Test
  void requests_at_half_the_pace_use_half_of_it() {
    var rate = SendRate.of(everyMillis(200, 50), 500);
    assertThat(rate.windowMax()).isEqualTo(250);
    assertThat(rate.sharePercent()).isEqualTo(50, within(0.001));
  }

  @Test
  void a_burst_is_seen_wherever_it_lies_and_in_whatever_sequence_it_is_told() {
    List<MailArrival> arrivals = new ArrayList<>(everyMillis(100, 100));
    arrivals.add(at(4_950));
    arrivals.addFirst(at(4_960));
    assertThat(SendRate.of(arrivals, 500).windowMax()).isEqualTo(600);
  }

  @Test
  void one_request_has_no_rate() {
    assertThatThrownBy(() -> SendRate.of(everyMillis(1, 1), 500))
        .hasMessage("1 requests have no rate");
  }

  private static List<MailArrival> everyMillis(long millis, int requests) {
    return LongStream.range(0, requests).mapToObj(number -> at(number * millis)).toList();
  }

  private static MailArrival at(long millis) {
    return new MailArrival(1, TimeUnit.MILLISECONDS.toNanos(millis), 50, 50);
  }
}
