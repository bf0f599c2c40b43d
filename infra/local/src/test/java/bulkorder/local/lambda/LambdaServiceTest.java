package bulkorder.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bulkorder.local.toy.ToyArtifact;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LambdaServiceTest {
  static Path directory;
  static LambdaService lambda;

  @BeforeAll
  static void start(@TempDir Path temporary) throws IOException {
    directory = temporary;
    var zip = ToyArtifact.in(directory);
    lambda =
        new LambdaService(
            ToyArtifact.settings(directory, 1),
            List.of(
                ToyArtifact.named("Patient", zip, Duration.ofSeconds(30)),
                ToyArtifact.named("Hasty", zip, Duration.ofSeconds(1))));
  }

  @AfterAll
  static void stop() {
    lambda.close();
  }

  @Test
  void an_answer_is_the_functions_own_json() throws Exception {
    assertThat(lambda.invoke("Patient", "{\"name\":\"注文\"}"))
        .isEqualTo(new InvocationResult.Succeeded("{\"name\":\"注文\"}"));
  }

  @Test
  void a_function_sees_its_arn_its_environment_and_its_deadline() throws Exception {
    assertThat(lambda.invoke("Patient", "\"describe\""))
        .isInstanceOfSatisfying(
            InvocationResult.Succeeded.class,
            answer ->
                assertThat(answer.payload())
                    .startsWith(
                        "\"arn:aws:lambda:eu-central-1:000000000000:function:Patient hello ")
                    .matches(".* (2\\d{4}|30000)\""));
  }

  @Test
  void an_exception_is_an_error_with_type_and_message() throws Exception {
    assertThat(lambda.invoke("Patient", "\"fail\""))
        .isEqualTo(
            new InvocationResult.FunctionError("java.lang.IllegalStateException", "asked to fail"));
  }

  @Test
  void a_process_that_exits_has_crashed_and_the_next_invocation_gets_a_new_one() throws Exception {
    assertThat(lambda.invoke("Patient", "\"exit\""))
        .isEqualTo(new InvocationResult.Crashed("the process ended with status 3"));
    assertThat(lambda.invoke("Patient", "\"again\""))
        .isEqualTo(new InvocationResult.Succeeded("\"again\""));
  }

  @Test
  void a_killed_process_is_replaced() throws Exception {
    lambda.prewarm(List.of("Patient"));
    var before = lambda.processIds("Patient");
    before.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    await().until(() -> lambda.processIds("Patient").isEmpty());

    assertThat(lambda.invoke("Patient", "\"again\""))
        .isEqualTo(new InvocationResult.Succeeded("\"again\""));
    assertThat(lambda.processIds("Patient")).hasSize(1).doesNotContainAnyElementsOf(before);
  }

  @Test
  void a_function_that_hangs_is_killed_at_its_timeout() throws Exception {
    lambda.prewarm(List.of("Hasty"));
    assertThat(lambda.invoke("Hasty", "\"hang\""))
        .isEqualTo(new InvocationResult.TimedOut(Duration.ofSeconds(1)));
    await().until(() -> lambda.processIds("Hasty").isEmpty());
  }

  @Test
  void closing_leaves_no_process_behind() throws Exception {
    var service =
        new LambdaService(
            ToyArtifact.settings(directory, 2),
            List.of(ToyArtifact.named("Toy", ToyArtifact.in(directory), Duration.ofSeconds(5))));
    service.prewarm(List.of("Toy"));
    var processes = service.processIds("Toy");
    assertThat(processes).hasSize(1);
    service.close();
    assertThat(processes).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
  }
}
