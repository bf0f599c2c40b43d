package bulkorder.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(EmptyDatabase.class)
class MigrationStepTest {

  private static final Duration TIME_LEFT = Duration.ofMinutes(15);

  @Inject
  @Named("schema")
  SchemaHandler handler;

  @Inject LedgerSchema schema;
  @Inject AgroalDataSource dataSource;

  private Stack stack;

  @BeforeEach
  void aStackThatWaits() throws IOException, SQLException {
    stack = new Stack(0);
    schema.migrate();
  }

  @AfterEach
  void end() {
    stack.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Create", "Update"})
  void a_deployment_migrates_an_empty_ledger_and_is_told_so(String type) throws Exception {
    execute("drop schema public cascade; create schema public");

    ask(type, stack);

    assertThat(stack.answers())
        .singleElement()
        .satisfies(
            answer -> {
              assertThat(answer.get("Status").asText()).isEqualTo("SUCCESS");
              assertThat(answer.get("Reason").asText())
                  .isEqualTo("The ledger's schema is at version 20; 20 migrations were applied.");
              assertThat(answer.get("StackId").asText()).isEqualTo("arn:stack");
              assertThat(answer.get("RequestId").asText()).isEqualTo("request-1");
              assertThat(answer.get("LogicalResourceId").asText()).isEqualTo("Migrations");
            });
  }

  @Test
  void a_delivery_that_is_repeated_migrates_nothing_and_names_the_same_resource() throws Exception {
    ask("Update", stack);
    ask("Update", stack);

    assertThat(stack.answers())
        .extracting(answer -> answer.get("PhysicalResourceId").asText())
        .containsExactly("bulkorder-ledger-schema", "bulkorder-ledger-schema");
    assertThat(stack.answers().getLast().get("Reason").asText())
        .isEqualTo("The ledger's schema is at version 20; 0 migrations were applied.");
  }

  @Test
  void a_stack_that_goes_leaves_the_ledger_as_it_is() throws Exception {
    execute("drop schema public cascade; create schema public");

    ask("Delete", stack);

    assertThat(stack.answers().getFirst().get("Status").asText()).isEqualTo("SUCCESS");
    assertThatThrownBy(() -> execute("select from batches")).hasMessageContaining("does not exist");
    schema.migrate();
  }

  @Test
  void migrations_that_fail_fail_the_deployment_with_a_reason_and_without_a_row() throws Exception {
    execute("drop schema public cascade; create schema public; create table clients (secret text)");

    ask("Update", stack);

    JsonNode answer = stack.answers().getFirst();
    assertThat(answer.get("Status").asText()).isEqualTo("FAILED");
    assertThat(answer.get("Reason").asText())
        .startsWith("The ledger's migrations failed: ")
        .doesNotContain("\n", "X-Amz");
    execute("drop schema public cascade; create schema public");
    schema.migrate();
  }

  @Test
  void migrations_that_would_outlive_the_invocation_fail_the_deployment_before_it_ends()
      throws Exception {
    try (var blocking = dataSource.getConnection();
        var statement = blocking.createStatement()) {
      blocking.setAutoCommit(false);
      statement.execute("lock table flyway_schema_history in access exclusive mode");

      ask("Update", stack, StackAnswers.AT_LONGEST.plusMillis(200));

      assertThat(stack.answers().getFirst().get("Reason").asText())
          .isEqualTo("The ledger's migrations did not end within 0 s.");
      blocking.rollback();
    }
  }

  @Test
  void an_answer_that_was_not_taken_is_put_again() throws Exception {
    try (var busy = new Stack(2)) {
      new StackAnswers(new ObjectMapper(), Duration.ofMillis(1)).put(busy.url(), anAnswer(busy));

      assertThat(busy.answers()).hasSize(1);
      assertThat(busy.calls()).isEqualTo(3);
    }
  }

  @Test
  void an_answer_that_is_never_taken_fails_the_invocation_without_telling_the_address()
      throws Exception {
    try (var gone = new Stack(100)) {
      var answers = new StackAnswers(new ObjectMapper(), Duration.ofMillis(1));

      assertThatThrownBy(() -> answers.put(gone.url(), anAnswer(gone)))
          .hasMessage("CloudFormation did not take the answer in 5 attempts");
    }
  }

  @Test
  void the_daily_schedule_migrates_nothing() throws Exception {
    execute("drop schema public cascade; create schema public");

    assertThatThrownBy(() -> handler.handleRequest(request("{}"), context(TIME_LEFT)))
        .hasMessageContaining("no schema yet");
    schema.migrate();
  }

  private static MigrationAnswer anAnswer(Stack stack) {
    return MigrationAnswer.succeeded(
        new MigrationRequest(MigrationRequest.Type.CREATE, stack.url(), "a", "b", "c"), "done");
  }

  private void ask(String type, Stack waiting) throws JsonProcessingException {
    ask(type, waiting, TIME_LEFT);
  }

  private void ask(String type, Stack waiting, Duration timeLeft) throws JsonProcessingException {
    var request =
        request(
            """
            {"RequestType": "%s", "ResponseURL": "%s", "StackId": "arn:stack", "RequestId": "request-1",
             "LogicalResourceId": "Migrations", "ResourceType": "Custom::Migrations",
             "ResourceProperties": {"ServiceToken": "arn:function", "Version": "arn:function:7"}}
            """
                .formatted(type, waiting.url()));
    handler.handleRequest(request, context(timeLeft));
  }

  private static SchemaRequest request(String json) throws JsonProcessingException {
    return new ObjectMapper().readValue(json, SchemaRequest.class);
  }

  private static Context context(Duration timeLeft) {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, _, _) -> Math.toIntExact(timeLeft.toMillis()));
  }

  private void execute(String sql) throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
