package bulkorder.status.client;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.client.RequestRates;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.LedgerView;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
class ThrottleTest {

  private static final ClientId ACME = new ClientId("acme");
  private static final int RATE = 100;
  private static final int BLOCK_MAX = RATE / 5;
  private static final int BURST = 2 * RATE;
  private static final String TAKEN =
      "select xmin::text from request_rates where client_id = 'acme'";

  @Inject RequestRates rates;
  @Inject AgroalDataSource dataSource;

  private final List<Throttle> copies = new ArrayList<>();
  private LedgerView ledger;

  @BeforeEach
  void twoCopies() throws SQLException {
    ledger = new LedgerView(dataSource);
    ledger.change("delete from request_rates");
    rate(RATE);
    copies.add(new Throttle(rates, Clock.systemUTC()));
    copies.add(new Throttle(rates, Clock.systemUTC()));
  }

  @AfterEach
  void theRateOfTheTests() throws SQLException {
    rate(10_000);
  }

  @Test
  void two_copies_together_let_no_more_through_than_the_rate_and_a_block_each()
      throws InterruptedException, ExecutionException {
    long begun = System.nanoTime();
    long until = begun + Duration.ofMillis(1500).toNanos();
    int admitted = 0;
    try (var callers = Executors.newFixedThreadPool(2)) {
      List<Callable<Integer>> hammering =
          copies.stream().<Callable<Integer>>map(copy -> () -> admitted(copy, until)).toList();
      for (Future<Integer> count : callers.invokeAll(hammering)) {
        admitted += count.get();
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;

    assertThat(admitted)
        .isBetween(BURST + RATE - 2 * BLOCK_MAX, BURST + (int) (RATE * seconds) + 2 * BLOCK_MAX);
  }

  @Test
  void a_busy_copy_asks_once_for_many_requests_and_an_idle_one_takes_one_alone() {
    int asked = 0;
    List<String> before = List.of();
    for (int i = 0; i < 100; i++) {
      assertThat(copies.getFirst().refusal(ACME)).isEmpty();
      List<String> now = ledger.query(TAKEN);
      asked += now.equals(before) ? 0 : 1;
      before = now;
    }
    assertThat(asked).isBetween(5, 25);

    assertThat(copies.getLast().refusal(ACME)).isEmpty();

    assertThat(ledger.query("select units_left > 60 from request_rates")).containsExactly("t");
  }

  @Test
  void who_is_refused_learns_for_how_long_and_is_not_asked_about_again_before() {
    Throttle copy = copies.getFirst();
    Optional<Duration> refusal = Optional.empty();
    for (int i = 0; i < 3 * BURST && refusal.isEmpty(); i++) {
      refusal = copy.refusal(ACME);
    }
    assertThat(refusal)
        .hasValueSatisfying(after -> assertThat(after).isLessThan(Duration.ofSeconds(1)));
  }

  @Test
  void what_an_idle_copy_holds_goes_after_a_while() {
    var clock = new Hand();
    var copy = new Throttle(rates, clock);
    for (int i = 0; i < 4; i++) {
      assertThat(copy.refusal(ACME)).isEmpty();
    }
    String held = ledger.query(TAKEN).getFirst();
    clock.now = clock.now.plus(Duration.ofMillis(2100));

    assertThat(copy.refusal(ACME)).isEmpty();

    assertThat(ledger.query(TAKEN)).doesNotContain(held);
  }

  @Test
  void clients_do_not_share() {
    Throttle copy = copies.getFirst();
    for (int i = 0; i < 3 * BURST; i++) {
      copy.refusal(ACME);
    }
    assertThat(copy.refusal(new ClientId("demo"))).isEmpty();
  }

  private static int admitted(Throttle copy, long until) {
    int admitted = 0;
    while (System.nanoTime() < until) {
      admitted += copy.refusal(ACME).isEmpty() ? 1 : 0;
    }
    return admitted;
  }

  private void rate(int perSecond) throws SQLException {
    ledger.change("update clients set requests_per_second = ? where client_id = 'acme'", perSecond);
  }

  /** A clock that is set by hand. */
  private static final class Hand implements InstantSource {
    private Instant now = Instant.parse("2026-04-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }
  }
}
