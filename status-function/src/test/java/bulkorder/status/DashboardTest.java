package bulkorder.status;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class DashboardTest extends ApiTest {

  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

  @Test
  void today_is_the_last_of_seven_days() {
    Answer answer = api.get("/api/v1/figures");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().at("/days")).hasSize(7);
    assertThat(answer.text("/zone")).isEqualTo("Asia/Tokyo");
    assertThat(answer.text("/to")).isEqualTo(LocalDate.now(TOKYO).toString());
  }

  /** Not of the same days: what was asked for a moment ago is answered as it was. */
  @Test
  void a_day_has_what_came_on_it() {
    int before = today(11).at("/rows").asInt();
    BatchId batchId = given.batchOfNewOrders(4, 2);
    orders.create(chunk(batchId, 1));

    JsonNode today = today(12);

    assertThat(today.at("/rows").asInt()).isEqualTo(before + 4);
    assertThat(today.at("/counts/ORDERED").asInt()).isPositive();
    assertThat(today.at("/amounts/QUEUED/JPY").asText()).matches("[0-9]+");
  }

  private JsonNode today(int daysBefore) {
    LocalDate from = LocalDate.now(TOKYO).minusDays(daysBefore);
    return api.get("/api/v1/figures?from=" + from).json().at("/days/" + daysBefore);
  }

  @Test
  void another_client_has_figures_of_its_own() {
    given.batchOfNewOrders(3);

    Answer answer = Api.as("nobody", Role.OPERATOR).get("/api/v1/figures");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().at("/days").findValuesAsText("rows")).containsOnly("0");
    assertThat(answer.json().at("/failures")).isEmpty();
  }

  @Test
  void days_and_zone_can_be_named() {
    String today = LocalDate.now(ZoneOffset.UTC).toString();

    Answer answer = api.get("/api/v1/figures?from=%s&to=%s&zone=UTC".formatted(today, today));

    assertThat(answer.json().at("/days")).hasSize(1);
    assertThat(answer.text("/zone")).isEqualTo("UTC");
  }

  @ParameterizedTest
  @CsvSource({
    "from=2026-01-01&to=2026-04-03",
    "from=2026-04-03&to=2026-04-02",
    "from=today",
    "to=2026-02-30",
    "zone=Mars",
    "zone=%2B09:00",
  })
  void days_that_are_too_many_or_none_are_refused(String query) {
    ProblemsTest.assertProblem(api.get("/api/v1/figures?" + query), 400, "INVALID_PARAMETER");
  }

  @Test
  void ninety_two_days_are_answered() {
    assertThat(api.get("/api/v1/figures?from=2026-01-01&to=2026-04-02").json().at("/days"))
        .hasSize(92);
  }
}
