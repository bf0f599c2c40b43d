package bulkorder.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must hold of our own wiring, and no linter sees. */
class OurTemplateTest {
  /** What one function alone is told. */
  private static final Set<String> OF_ONE_FUNCTION =
      Set.of("QUARKUS_LAMBDA_HANDLER", "QUARKUS_DATASOURCE_USERNAME");

  /** Those whose outputs this machine knows; the linter knows which outputs there are. */
  private static final Set<String> STACKS = Set.of("Database", "Keys", "Secrets");

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
  void a_message_is_hidden_for_six_times_as_long_as_its_function_may_take() {
    assertThat(template.functions().values())
        .filteredOn(function -> function.messages().isPresent())
        .allSatisfy(
            function ->
                assertThat(visibilityTimeout(function))
                    .as(function.id())
                    .hasValueSatisfying(
                        visible ->
                            assertThat(visible)
                                .isGreaterThanOrEqualTo(function.timeout().multipliedBy(6))));
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
    assertSameSettings("payment-function/");
  }

  @Test
  void each_function_signs_in_to_the_ledger_in_a_role_of_its_own() {
    assertThat(template.functions().values())
        .filteredOn(function -> !function.id().equals("SchemaFunction"))
        .allSatisfy(
            function -> {
              var handler =
                  function
                      .environment()
                      .getOrDefault("QUARKUS_LAMBDA_HANDLER", new Expression.Literal("status"));
              assertThat(function.environment().get("QUARKUS_DATASOURCE_USERNAME"))
                  .as(function.id())
                  .isEqualTo(
                      new Expression.Literal(
                          "bulkorder_" + ((Expression.Literal) handler).text().replace('-', '_')));
            });
  }

  @Test
  void the_ledger_is_migrated_by_the_deployment() {
    assertThat(template.migrations()).contains("SchemaFunction");
  }

  /** What two functions of one artifact are told of the same thing is the same. */
  private void assertSameSettings(String artifact) {
    Map<String, Set<Expression>> values = new TreeMap<>();
    template.functions().values().stream()
        .filter(function -> function.codeUri().startsWith(artifact))
        .flatMap(function -> function.environment().entrySet().stream())
        .filter(setting -> !OF_ONE_FUNCTION.contains(setting.getKey()))
        .forEach(
            setting ->
                values
                    .computeIfAbsent(setting.getKey(), _ -> new HashSet<>())
                    .add(setting.getValue()));
    assertThat(values).allSatisfy((name, told) -> assertThat(told).as(name).hasSize(1));
  }

  @Test
  void whoever_sends_mails_is_told_the_same_of_it() {
    assertThat(template.functions().values())
        .filteredOn(function -> function.codeUri().startsWith("notify-function/"))
        .hasSize(6)
        .allSatisfy(
            function ->
                assertThat(function.environment())
                    .as(function.id())
                    .containsKeys(
                        "BULKORDER_ENCRYPTION_KMS_KEY",
                        "BULKORDER_NOTIFICATIONS_QUEUE_URL",
                        "BULKORDER_REPORTS_QUEUE_URL",
                        "BULKORDER_ANNOUNCEMENTS_QUEUE_URL",
                        "BULKORDER_API_URL",
                        "BULKORDER_MAIL_PROVIDER",
                        "BULKORDER_NOTIFICATION_SERVICE_URL",
                        "BULKORDER_MAIL_FROM",
                        "BULKORDER_MAIL_TEMPLATES",
                        "BULKORDER_MAIL_CONFIGURATION_SET",
                        "BULKORDER_MAIL_RATE",
                        "BULKORDER_MAIL_RATE_MAX",
                        "BULKORDER_ADDRESS_HASH_KEY"));
    assertSameSettings("notify-function/");
  }

  @ParameterizedTest
  @CsvSource({
    "NotificationsQueue, NotifyFunction, notifications",
    "NotificationsDeadLetterQueue, NotifyDeadLetterFunction, notifications-dead-letter",
    "AnnouncementsQueue, AnnouncementsFunction, announcements",
    "AnnouncementsDeadLetterQueue, AnnouncementsDeadLetterFunction, announcements-dead-letter",
    "MailEventsQueue, MailEventsFunction, mail-events",
    "MailEventsDeadLetterQueue, MailEventsDeadLetterFunction, mail-events-dead-letter"
  })
  void a_queue_of_mails_has_its_handler(String queue, String function, String handler) {
    var consumer = function(function);
    assertThat(consumer.messages().map(EventSource.Messages::queue)).contains(queue);
    assertThat(consumer.environment())
        .containsEntry("QUARKUS_LAMBDA_HANDLER", new Expression.Literal(handler));
  }

  @Test
  void whoever_may_change_the_state_of_a_batch_can_announce_it() {
    assertThat(template.functions().values())
        .filteredOn(function -> !function.id().equals("SchemaFunction"))
        .allSatisfy(
            function ->
                assertThat(function.environment())
                    .as(function.id())
                    .containsEntry(
                        "BULKORDER_ANNOUNCEMENTS_QUEUE_URL",
                        new Expression.Ref("AnnouncementsQueue")));
  }

  @Test
  void every_kind_of_mail_has_a_template_in_each_language() {
    assertThat(template.mail().templates())
        .extracting(mail -> mail.name().resolve(new Names(template)))
        .containsExactlyInAnyOrder(
            "AWS::StackName-order-confirmed-ja",
            "AWS::StackName-order-confirmed-en",
            "AWS::StackName-payment-failed-ja",
            "AWS::StackName-payment-failed-en",
            "AWS::StackName-payment-received-ja",
            "AWS::StackName-payment-received-en",
            "AWS::StackName-batch-finished-ja",
            "AWS::StackName-batch-finished-en");
  }

  @Test
  void what_becomes_of_mails_reaches_the_queue_of_mail_events() {
    var named = function("NotifyFunction").environment().get("BULKORDER_MAIL_CONFIGURATION_SET");
    assertThat(template.mail().destinations())
        .singleElement()
        .satisfies(it -> assertThat(it.configurationSet()).isEqualTo(named))
        .extracting(MailEventDestination::types)
        .isEqualTo(Set.of("BOUNCE", "COMPLAINT", "REJECT", "RENDERING_FAILURE"));
    assertThat(template.mail().rules())
        .containsExactly(
            new MailEventRule(
                List.of(Objects.requireNonNull(named)),
                List.of(new Expression.Attribute("MailEventsQueue", "Arn"))));
  }

  @Test
  void a_function_is_called_by_its_handler_and_signs_in_as_a_role_of_that_name() {
    var deployed = Deployed.read(Path.of("../../template.yaml"));
    assertThat(deployed.functions())
        .allSatisfy(
            function -> {
              String handler = handler(function);
              String user = handler.equals("schema") ? "" : "_" + handler.replace('-', '_');
              assertThat(function.text("FunctionName")).isEqualTo("STACK-" + handler);
              assertThat(function.text("Environment", "Variables", "QUARKUS_DATASOURCE_USERNAME"))
                  .isEqualTo(user.isEmpty() ? "${Database.Outputs.Owner}" : "bulkorder" + user);
              assertThat(signsInAs(deployed, function.text("Role")))
                  .containsExactly("${DatabaseSignInArn}/bulkorder" + user);
            });
  }

  private static String handler(Deployed.Resource function) {
    String named = function.text("Environment", "Variables", "QUARKUS_LAMBDA_HANDLER");
    return named.isEmpty() ? "status" : named;
  }

  private static List<String> signsInAs(Deployed deployed, String roleArn) {
    return deployed
        .ofType("AWS::IAM::Role")
        .filter(role -> roleArn.equals("${Roles.Outputs." + role.id() + "Arn}"))
        .flatMap(role -> role.value().all())
        .filter(statement -> statement.textAt("Action").equals("rds-db:connect"))
        .map(statement -> statement.textAt("Resource"))
        .toList();
  }

  @Test
  void what_calls_the_bucket_by_its_name_calls_it_rightly() {
    var name = Objects.requireNonNull(template.buckets().get("OrdersBucket"));
    assertThat(name).isPresent();
    assertThat(function("StatusFunction").environment().get("BULKORDER_BUCKET"))
        .isEqualTo(name.get());
    assertThat(function("AuditFunction").environment().get("BULKORDER_AUDIT_BUCKET"))
        .isEqualTo(name.get());
  }

  @Test
  void every_reference_of_an_environment_names_something() {
    template.functions().values().stream()
        .flatMap(function -> function.environment().values().stream())
        .forEach(expression -> expression.resolve(new Names(template)));
  }

  private static FunctionResource function(String id) {
    return Objects.requireNonNull(template.functions().get(id));
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
      assertThat(STACKS.contains(resource) ? attribute.startsWith("Outputs.") : isNamed(resource))
          .as("!GetAtt " + resource + "." + attribute)
          .isTrue();
      return resource;
    }

    private boolean isNamed(String name) {
      return template.parameters().containsKey(name)
          || template.queues().containsKey(name)
          || template.buckets().containsKey(name)
          || template.apis().contains(name)
          || template.functions().containsKey(name);
    }
  }
}
