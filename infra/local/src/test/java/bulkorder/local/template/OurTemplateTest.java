package bulkorder.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What must hold of our own wiring, and no linter sees. */
class OurTemplateTest {
  static Template template;

  @BeforeAll
  static void read() throws IOException {
    template = TemplateReader.read(Path.of("../../template.yaml"));
  }

  @Test
  void every_working_queue_has_a_dead_letter_queue() {
    assertThat(template.queues().values())
        .filteredOn(queue -> !lastResorts().contains(queue.id()))
        .allSatisfy(queue -> assertThat(queue.redrive()).as(queue.id()).isPresent());
  }

  @Test
  void every_queue_has_one_consumer() {
    assertThat(messages().map(EventSource.Messages::queue))
        .containsExactlyInAnyOrderElementsOf(template.queues().keySet());
  }

  @Test
  void a_bad_message_never_stops_its_neighbours() {
    assertThat(messages().map(EventSource.Messages::failureReport))
        .containsOnly(EventSource.FailureReport.BATCH_ITEMS);
  }

  @Test
  void a_message_is_hidden_for_longer_than_its_function_may_take() {
    assertThat(template.functions().values())
        .filteredOn(function -> function.messages().isPresent())
        .allSatisfy(
            function ->
                assertThat(visibilityTimeout(function))
                    .as(function.id())
                    .hasValueSatisfying(
                        visible -> assertThat(visible).isGreaterThan(function.timeout())));
  }

  @Test
  void whoever_talks_to_the_payment_provider_is_told_the_same_of_it() {
    assertThat(template.functions().values())
        .filteredOn(function -> function.codeUri().startsWith("payment-function/"))
        .hasSizeGreaterThan(3)
        .allSatisfy(
            function ->
                assertThat(function.environment())
                    .as(function.id())
                    .containsKeys(
                        "BULKORDER_PAYMENT_PROVIDER",
                        "BULKORDER_PAYMENT_SERVICE_URL",
                        "BULKORDER_PAYMENT_SERVICE_KEYS",
                        "BULKORDER_PAYMENT_SERVICE_QUESTIONS",
                        "BULKORDER_PAYMENT_SERVICE_LIST",
                        "BULKORDER_PAYMENT_SERVICE_SEVERAL_ORDERS",
                        "BULKORDER_STRIPE_SECRET_KEY"));
  }

  @Test
  void every_reference_of_an_environment_names_something() {
    template.functions().values().stream()
        .flatMap(function -> function.environment().values().stream())
        .forEach(expression -> expression.resolve(new Names(template)));
  }

  private static Optional<Duration> visibilityTimeout(FunctionResource function) {
    return function
        .messages()
        .map(messages -> template.queues().get(messages.queue()))
        .map(QueueResource::visibilityTimeout);
  }

  /** Dead-letter queues and on-failure destinations: what fails there has nowhere left to go. */
  private static Set<String> lastResorts() {
    var deadLetterQueues =
        template.queues().values().stream()
            .flatMap(queue -> queue.redrive().stream())
            .map(QueueResource.Redrive::deadLetterQueue);
    var destinations =
        template.functions().values().stream()
            .flatMap(function -> function.asyncInvocations().onFailureQueue().stream());
    return Stream.concat(deadLetterQueues, destinations).collect(Collectors.toSet());
  }

  private static Stream<EventSource.Messages> messages() {
    return template.functions().values().stream().flatMap(function -> function.messages().stream());
  }

  /** Resolves what exists to its name, and throws for what does not. */
  private record Names(Template template) implements Expression.Values {
    @Override
    public String ref(String name) {
      assertThat(name.startsWith("AWS::") || isNamed(name)).as("!Ref " + name).isTrue();
      return name;
    }

    @Override
    public String attribute(String resource, String attribute) {
      assertThat(isNamed(resource)).as("!GetAtt " + resource).isTrue();
      return resource;
    }

    private boolean isNamed(String name) {
      return template.parameters().containsKey(name)
          || template.queues().containsKey(name)
          || template.buckets().contains(name)
          || template.apis().contains(name)
          || template.mailTemplates().containsKey(name)
          || template.functions().containsKey(name);
    }
  }
}
