package bulkorder.ledger.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.client.Grant.Given;
import bulkorder.ledger.client.Grant.Later;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RequestRatesTest extends LedgerTest {

  private static final ClientId ACME = new ClientId("acme");

  @Inject RequestRates rates;
  @Inject AgroalDataSource dataSource;

  @BeforeEach
  void oneRequestASecond() throws SQLException {
    ledger.change("delete from request_rates");
    rate(1);
  }

  @AfterEach
  void theRateOfEveryone() throws SQLException {
    rate(10_000);
  }

  @Test
  void a_client_that_rested_has_two_seconds_worth_and_no_more() throws SQLException {
    assertThat(rates.take(ACME, 5)).isEqualTo(new Given(2, 1));
    assertThat(rates.take(ACME, 5)).isInstanceOf(Later.class);

    ledger.change("update request_rates set counted_at = counted_at - interval '1 hour'");

    assertThat(rates.take(ACME, 5)).isEqualTo(new Given(2, 1));
  }

  @Test
  void who_gets_none_is_told_when_there_is_one_again() {
    rates.take(ACME, 2);

    assertThat(rates.take(ACME, 1))
        .isInstanceOfSatisfying(
            Later.class,
            later ->
                assertThat(later.nextIn())
                    .isBetween(Duration.ofMillis(1), Duration.ofMillis(1_000)));
  }

  @Test
  void what_is_left_of_a_request_is_not_lost() throws SQLException {
    rates.take(ACME, 2);
    for (int third = 0; third < 3; third++) {
      ledger.change(
          "update request_rates set counted_at = counted_at - interval '334 milliseconds'");
      assertThat(rates.take(ACME, third == 2 ? 1 : 0))
          .isInstanceOf(third == 2 ? Given.class : Later.class);
    }
  }

  @Test
  void a_change_of_the_rate_holds_at_once_and_clients_do_not_share() throws SQLException {
    rates.take(ACME, 2);
    rate(1000);

    ledger.change("update request_rates set counted_at = counted_at - interval '1 second'");

    assertThat(rates.take(ACME, 2000))
        .isInstanceOfSatisfying(
            Given.class,
            given -> {
              assertThat(given.units()).isBetween(1000, 1500);
              assertThat(given.unitsPerSecond()).isEqualTo(1000);
            });
    assertThat(rates.take(new ClientId("demo"), 7)).isEqualTo(new Given(7, 10_000));
  }

  @Test
  void many_that_ask_at_once_get_no_more_than_there_is()
      throws InterruptedException, ExecutionException {
    List<Callable<Integer>> asked = new ArrayList<>();
    IntStream.range(0, 40).forEach(i -> asked.add(() -> units(rates.take(ACME, 1))));
    long begun = System.nanoTime();
    int given = 0;
    try (var copies = Executors.newFixedThreadPool(4)) {
      for (Future<Integer> units : copies.invokeAll(asked)) {
        given += units.get();
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    assertThat(given).isBetween(2, 2 + (int) Math.ceil(seconds));
  }

  @Test
  void the_apis_role_takes_requests_and_touches_nothing_else() throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set local role bulkorder_status");
      try (var result = statement.executeQuery("select given from take_requests('demo', 3)")) {
        result.next();
        assertThat(result.getInt(1)).isEqualTo(3);
      }
      assertThatThrownBy(() -> statement.execute("update request_rates set units_left = 9"))
          .hasMessageContaining("permission denied");
      connection.rollback();
    }
  }

  private static int units(Grant grant) {
    return switch (grant) {
      case Given given -> given.units();
      case Later _ -> 0;
    };
  }

  private void rate(int perSecond) throws SQLException {
    ledger.change("update clients set requests_per_second = ? where client_id = 'acme'", perSecond);
  }
}
