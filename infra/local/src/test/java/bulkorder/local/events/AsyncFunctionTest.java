package bulkorder.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bulkorder.local.TimeFactor;
import bulkorder.local.lambda.InvocationResult;
import bulkorder.local.template.AsyncInvocations;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AsyncFunctionTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final InvocationResult FAILED =
      new InvocationResult.FunctionError("Bad", "it went wrong");

  private final List<JsonNode> destination = new CopyOnWriteArrayList<>();
  private final AtomicInteger attempts = new AtomicInteger();

  @Test
  void a_failed_event_is_tried_again_and_then_goes_to_the_destination() {
    try (var function = failing(new AsyncInvocations(2, Duration.ofHours(6), Optional.empty()))) {
      function.invoke("{\"number\":7}");
      await().until(() -> !destination.isEmpty());
    }
    assertThat(attempts).hasValue(3);
    var failure = destination.getFirst();
    assertThat(failure.at("/requestContext/condition").asText()).isEqualTo("RetriesExhausted");
    assertThat(failure.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(3);
    assertThat(failure.at("/requestContext/functionArn").asText()).isEqualTo("arn:f:$LATEST");
    assertThat(failure.at("/requestPayload/number").asInt()).isEqualTo(7);
    assertThat(failure.at("/responseContext/functionError").asText()).isEqualTo("Unhandled");
    assertThat(failure.at("/responsePayload/errorMessage").asText()).isEqualTo("it went wrong");
    assertThat(failure.at("/responsePayload/errorType").asText()).isEqualTo("Bad");
  }

  @Test
  void an_event_that_is_too_old_is_not_tried_again() {
    try (var function =
        failing(new AsyncInvocations(2, Duration.ofSeconds(30), Optional.empty()))) {
      function.invoke("{}");
      await().until(() -> !destination.isEmpty());
    }
    assertThat(attempts).hasValue(1);
    assertThat(destination.getFirst().at("/requestContext/condition").asText())
        .isEqualTo("EventAgeExceeded");
  }

  @Test
  void an_event_that_succeeds_at_last_goes_nowhere() {
    Functions secondTime =
        (_, payload) ->
            attempts.incrementAndGet() < 2 ? FAILED : new InvocationResult.Succeeded(payload);
    try (var function = function(AsyncInvocations.DEFAULT, secondTime)) {
      function.invoke("{}");
      await().until(() -> attempts.get() == 2);
    }
    assertThat(destination).isEmpty();
  }

  private AsyncFunction failing(AsyncInvocations config) {
    return function(
        config,
        (_, _) -> {
          attempts.incrementAndGet();
          return FAILED;
        });
  }

  private AsyncFunction function(AsyncInvocations config, Functions functions) {
    return new AsyncFunction(
        "f",
        "arn:f",
        config,
        new TimeFactor(1_000),
        Clock.systemUTC(),
        functions,
        this::received,
        _ -> {});
  }

  private void received(String json) {
    try {
      destination.add(JSON.readTree(json));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
