package bulkorder.ledger.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.notification.Turns.Later;
import bulkorder.ledger.notification.Turns.Taken;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SendRatesTest extends LedgerTest {

  private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
  private static final Duration AN_HOUR = Duration.ofHours(1);

  @Inject SendRates rates;

  private final String provider = UUID.randomUUID().toString();

  @ParameterizedTest
  @CsvSource({
    // rate, units a request, units a turn, turns a second
    "500, 50, 50, 10",
    "120, 50, 40, 3",
    "14, 50, 14, 1",
    "10, 1, 1, 10",
    "1, 50, 1, 1",
  })
  void a_whole_number_of_evenly_spaced_turns_makes_up_a_second(
      int perSecond, int unitsPerRequest, int unitsPerTurn, int turnsPerSecond) {
    SendRate rate = new SendRate(provider, perSecond, 1, perSecond, unitsPerRequest);

    List<Turn> turns = taken(rates.take(rate, 1_000, 4, FIVE_SECONDS));

    assertThat(turns).hasSize(4).allMatch(turn -> turn.units() == unitsPerTurn);
    for (int i = 1; i < turns.size(); i++) {
      assertThat(seconds(turns.get(i - 1), turns.get(i)))
          .isCloseTo(1 / 0.95 / turnsPerSecond, within(0.000_01));
    }
  }

  @Test
  void a_turn_may_be_used_for_30_ms_less_the_time_that_the_answer_took() {
    Turn turn = taken(rates.take(tenASecond(), 1, 1, FIVE_SECONDS)).getFirst();

    assertThat(turn.from()).isAfter(Instant.now().minusSeconds(5));
    assertThat(Duration.between(turn.from(), turn.until())).isLessThan(Duration.ofMillis(30));
  }

  @Test
  void nothing_more_is_taken_than_is_to_be_sent() {
    SendRate rate = new SendRate(provider, 500, 5, 500, 50);

    assertThat(taken(rates.take(rate, 120, 4, FIVE_SECONDS)))
        .extracting(Turn::units)
        .containsExactly(50, 50, 20);
  }

  @Test
  void what_one_leaves_of_a_turn_is_taken_by_the_next() {
    SendRate rate = new SendRate(provider, 50, 5, 50, 50);
    Turn left = taken(rates.take(rate, 70, 4, FIVE_SECONDS)).getLast();

    List<Turn> next = taken(rates.take(rate, 60, 4, FIVE_SECONDS));

    assertThat(next).extracting(Turn::units).containsExactly(30, 30);
    assertThat(seconds(left, next.getFirst())).isCloseTo(0, within(0.03));
  }

  @Test
  void what_is_left_of_a_turn_that_is_over_is_lost() throws SQLException {
    SendRate rate = new SendRate(provider, 500, 5, 500, 50);
    rates.take(rate, 20, 1, FIVE_SECONDS);
    change("next_at = clock_timestamp() - interval '1 ms'");

    Turn turn = taken(rates.take(rate, 500, 1, FIVE_SECONDS)).getFirst();

    assertThat(turn.units()).isEqualTo(50);
    assertThat(ledger.query("select units_given from send_rates where provider = ?", provider))
        .containsExactly("0");
  }

  @Test
  void who_would_wait_too_long_comes_later_and_takes_nothing() {
    SendRate rate = tenASecond();
    rates.take(rate, 1_000, 100, FIVE_SECONDS);

    Turns answer = rates.take(rate, 1, 1, FIVE_SECONDS);
    Turns again = rates.take(rate, 1, 1, FIVE_SECONDS);

    assertThat(answer)
        .isInstanceOfSatisfying(
            Later.class, later -> assertThat(later.in()).isBetween(Duration.ofSeconds(9), AN_HOUR));
    assertThat(again)
        .isInstanceOfSatisfying(
            Later.class,
            later -> assertThat(later.in()).isLessThanOrEqualTo(((Later) answer).in()));
  }

  @Test
  void turns_that_many_take_at_once_are_nobody_elses() throws Exception {
    SendRate rate = new SendRate(provider, 1_000, 5, 1_000, 10);
    List<Turn> turns = new ArrayList<>();
    List<Callable<List<Turn>>> takers =
        IntStream.range(0, 8).mapToObj(i -> takerOf(rate, 20, 7 + i)).toList();

    try (var threads = Executors.newFixedThreadPool(4)) {
      for (Future<List<Turn>> taker : threads.invokeAll(takers)) {
        turns.addAll(taker.get());
      }
    }

    assertThat(turns.stream().mapToInt(Turn::units).sum())
        .isEqualTo(IntStream.range(0, 8).map(i -> 20 * (7 + i)).sum());
    assertThat(unitsInTheFullestSecond(turns)).isLessThanOrEqualTo(1_000);
    assertThat(ledger.query("select count(*) from send_rates where provider = ?", provider))
        .containsExactly("1");
  }

  @Test
  void a_provider_that_throttles_is_called_less_often_but_not_below_the_floor()
      throws SQLException {
    SendRate rate = tenASecond();
    rates.take(rate, 1, 1, FIVE_SECONDS);

    rates.throttled(rate);
    assertThat(rateInForce()).isEqualTo(7);
    change("throttled_at = throttled_at - interval '1 second'");
    rates.throttled(rate);
    assertThat(rateInForce()).isEqualTo(5);

    assertThat(spacing(rates.take(rate, 2, 2, FIVE_SECONDS)))
        .isCloseTo(1 / 0.95 / 5, within(0.000_01));
  }

  @Test
  void copies_that_are_throttled_at_the_same_moment_slow_down_once() {
    SendRate rate = tenASecond();
    rates.take(rate, 1, 1, FIVE_SECONDS);

    rates.throttled(rate);
    rates.throttled(rate);

    assertThat(rateInForce()).isEqualTo(7);
  }

  @Test
  void the_rate_climbs_back_in_steps_while_nothing_is_throttled() throws SQLException {
    SendRate rate = new SendRate(provider, 100, 5, 100, 1);
    rates.take(rate, 1, 1, FIVE_SECONDS);
    rates.throttled(rate);

    change("changed_at = changed_at - interval '4 seconds'");
    rates.take(rate, 1, 1, FIVE_SECONDS);
    assertThat(rateInForce()).isEqualTo(70);

    change("changed_at = changed_at - interval '7 seconds'");
    rates.take(rate, 1, 1, FIVE_SECONDS);
    assertThat(rateInForce()).isEqualTo(80);
    rates.take(rate, 1, 1, FIVE_SECONDS);
    assertThat(rateInForce()).isEqualTo(80);

    change("changed_at = changed_at - interval '1 hour'");
    rates.take(rate, 1, 1, FIVE_SECONDS);
    assertThat(rateInForce()).isEqualTo(100);
  }

  @Test
  void a_ceiling_above_the_rate_is_climbed_to() throws SQLException {
    SendRate rate = new SendRate(provider, 10, 5, 50, 1);
    rates.take(rate, 1, 1, FIVE_SECONDS);
    assertThat(rateInForce()).isEqualTo(10);

    change("changed_at = changed_at - interval '10 seconds'");
    rates.take(rate, 1, 1, FIVE_SECONDS);

    assertThat(rateInForce()).isEqualTo(15);
  }

  @Test
  void a_lower_ceiling_holds_at_once() {
    rates.take(new SendRate(provider, 50, 5, 50, 1), 1, 1, FIVE_SECONDS);

    Turns turns = rates.take(tenASecond(), 2, 2, FIVE_SECONDS);

    assertThat(spacing(turns)).isCloseTo(1 / 0.95 / 10, within(0.000_01));
    assertThat(rateInForce()).isEqualTo(10);
  }

  @Test
  void what_is_no_rate_is_refused() {
    assertThatThrownBy(() -> new SendRate(provider, 10, 11, 10, 1))
        .hasMessage(
            "a floor of 11, a rate of 10 and a ceiling of 10 units a second must rise from 1");
    assertThatThrownBy(() -> new SendRate(provider, 10, 5, 9, 1))
        .hasMessageContaining("a ceiling of 9");
    assertThatThrownBy(() -> new SendRate(provider, 10, 0, 10, 1))
        .hasMessageContaining("a floor of 0");
    assertThatThrownBy(() -> new SendRate("", 10, 5, 10, 1)).hasMessageContaining("name");
    assertThatThrownBy(() -> new SendRate(provider, 10, 5, 10, 0))
        .hasMessage("a request holds 0 units");
  }

  private Callable<List<Turn>> takerOf(SendRate rate, int times, int units) {
    return () -> {
      List<Turn> turns = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        turns.addAll(taken(rates.take(rate, units, 4, AN_HOUR)));
      }
      return turns;
    };
  }

  private static int unitsInTheFullestSecond(List<Turn> turns) {
    List<Turn> sorted = turns.stream().sorted(Comparator.comparing(Turn::from)).toList();
    int fullest = 0;
    for (Turn first : sorted) {
      Instant end = first.from().plusSeconds(1);
      int units =
          sorted.stream()
              .filter(turn -> !turn.from().isBefore(first.from()) && turn.from().isBefore(end))
              .mapToInt(Turn::units)
              .sum();
      fullest = Math.max(fullest, units);
    }
    return fullest;
  }

  private SendRate tenASecond() {
    return new SendRate(provider, 10, 5, 10, 1);
  }

  private double rateInForce() {
    return Double.parseDouble(
        ledger
            .query("select units_per_second from send_rates where provider = ?", provider)
            .getFirst());
  }

  private void change(String assignment) throws SQLException {
    ledger.change("update send_rates set " + assignment + " where provider = ?", provider);
  }

  private static List<Turn> taken(Turns turns) {
    return ((Taken) turns).turns();
  }

  private static double spacing(Turns turns) {
    return seconds(taken(turns).getFirst(), taken(turns).getLast());
  }

  private static double seconds(Turn one, Turn other) {
    return Duration.between(one.from(), other.from()).toNanos() / 1e9;
  }
}
