package bulkorder.importing.keys;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.encryption.SealedField;
import bulkorder.ledger.encryption.SingleValues;
import bulkorder.ledger.testing.Invocation;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.Queues;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "orders,reports,announcements"))
class KeysHandlerTest extends LedgerTest {

  @Inject
  @Named("keys")
  KeysHandler handler;

  @Inject SingleValues values;
  @Inject ObjectMapper json;

  @Test
  void it_tells_what_each_master_key_wraps() throws JsonProcessingException {
    values.seal(new ClientId("demo"), SealedField.PERSONAL, new byte[] {1});

    JsonNode answer = answer("{\"operation\": \"status\"}");

    assertThat(answer.path("present").asText()).isEqualTo("test");
    assertThat(answer.at("/masterKeys/0/masterKey").asText()).isEqualTo("test");
    assertThat(answer.at("/masterKeys/0/dataKeys").asInt()).isPositive();
    assertThat(answer.at("/masterKeys/0/clients").asInt()).isPositive();
    assertThat(answer.at("/masterKeys/0/since").asText()).matches("20\\d\\d-\\d\\d-\\d\\dT.*Z");
  }

  @Test
  void a_rotation_goes_on_after_the_step_before() throws JsonProcessingException {
    JsonNode answer =
        answer("{\"operation\": \"rewrap\", \"by\": \"Mori\", \"after\": \"9000000\"}");

    assertThat(answer.path("present").asText()).isEqualTo("test");
    assertThat(answer.path("dataKeys").asInt(-1)).isZero();
    assertThat(answer.path("lastDataKeyId").asLong()).isEqualTo(9_000_000);
    assertThat(answer.path("done").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"by\": \" \"", "\"by\": \"4111111111111111\"", "\"by\": \"a\\nb\""})
  void a_rotation_needs_the_name_of_a_person(String by) throws JsonProcessingException {
    String comma = by.isEmpty() ? "" : ", ";

    assertThat(answer("{\"operation\": \"rewrap\"" + comma + by + "}").path("refused").asText())
        .isEqualTo("A change needs the name of who makes it (--by), 1 to 200 characters.");
  }

  @Test
  void what_it_does_not_know_is_refused() throws JsonProcessingException {
    assertThat(answer("{}").path("refused").asText())
        .isEqualTo("The operation must be status or rewrap.");
  }

  private JsonNode answer(String request) throws JsonProcessingException {
    return handler.handleRequest(
        json.readValue(request, KeysRequest.class), Invocation.withAMinute());
  }
}
