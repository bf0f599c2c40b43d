package bulkorder.ledger.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.LedgerTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DeadLettersTest extends LedgerTest {

  @Inject DeadLetters deadLetters;

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "null", "[]", "{\"batchId\":null,\"run\":1,\"chunk\":1}"})
  void a_message_that_points_nowhere_is_kept_as_it_is(String body) {
    String messageId = UUID.randomUUID().toString();

    assertThat(deadLetters.keep("orders-dead-letter", messageId, body)).isEmpty();

    assertThat(ledger.query("select body from dead_letters where message_id = ?", messageId))
        .containsExactly(body);
  }
}
