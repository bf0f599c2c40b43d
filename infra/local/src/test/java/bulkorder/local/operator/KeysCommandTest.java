package bulkorder.local.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.local.events.InvokeApi;
import bulkorder.local.lambda.InvocationResult;
import bulkorder.local.lambda.InvocationResult.FunctionError;
import bulkorder.local.lambda.InvocationResult.Succeeded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysCommandTest {
  private static final String TWO_MASTER_KEYS =
      """
      {"present":"new","masterKeys":[
        {"masterKey":"old","dataKeys":1200,"clients":30,"since":"2026-01-01T00:00:00Z"},
        {"masterKey":"new","dataKeys":3,"clients":2,"since":"2026-11-21T00:00:00Z"}]}
      """;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> requests = new ArrayList<>();
  private final Deque<InvocationResult> answers = new ArrayDeque<>();
  private final AtomicLong seconds = new AtomicLong();
  private InvokeApi lambda;

  @BeforeEach
  void start() throws IOException {
    lambda =
        InvokeApi.start(
            Set.of("KeysFunction"),
            (_, payload) -> {
              requests.add(payload);
              seconds.addAndGet(5);
              return answers.removeFirst();
            });
  }

  @AfterEach
  void stop() {
    lambda.close();
  }

  @Test
  void status_names_each_master_key_and_what_can_be_done() {
    answers.add(new Succeeded(TWO_MASTER_KEYS));

    assertThat(run("status")).isZero();

    assertThat(lines(out))
        .containsExactly(
            "new wraps new data keys.",
            "  old wraps 1,200 data keys of 30 clients, the first since 2026-01-01T00:00:00Z.",
            "  new wraps 3 data keys of 2 clients, the first since 2026-11-21T00:00:00Z.",
            "infra/keys rewrap has new wrap all of them.");
    assertThat(requests).containsExactly("{\"operation\":\"status\"}");
  }

  @Test
  void where_the_present_key_wraps_all_there_is_nothing_to_do() {
    answers.add(new Succeeded("{\"present\":\"new\",\"masterKeys\":[]}"));

    assertThat(run("status")).isZero();

    assertThat(lines(out)).containsExactly("new wraps new data keys.");
  }

  @Test
  void rewrap_goes_on_step_by_step_with_progress_until_all_is_done() {
    answers.add(new Succeeded(step(200, 207, false)));
    answers.add(new Succeeded(step(15, 222, true)));

    assertThat(run("rewrap", "--by", "Mori")).isZero();

    assertThat(lines(out))
        .containsExactly("215 data keys are wrapped anew; new wraps all of them now.");
    assertThat(lines(err)).containsExactly("200 data keys are wrapped anew so far.");
    assertThat(requests.getFirst()).contains("\"by\":\"Mori\"", "\"after\":\"0\"");
    assertThat(requests.getLast()).contains("\"by\":\"Mori\"", "\"after\":\"207\"");
  }

  @Test
  void what_is_refused_is_said_and_ends_with_2() {
    answers.add(new Succeeded("{\"refused\":\"A change needs the name of who makes it.\"}"));

    assertThat(run("rewrap", "--by", " ")).isEqualTo(2);

    assertThat(lines(err)).containsExactly("infra/keys: A change needs the name of who makes it.");
  }

  @Test
  void a_function_that_fails_in_between_ends_with_3() {
    answers.add(new Succeeded(step(200, 207, false)));
    answers.add(new FunctionError("KmsException", "throttled"));

    assertThat(run("rewrap", "--by", "Mori")).isEqualTo(3);

    assertThat(lines(err).getLast())
        .isEqualTo("infra/keys: KeysFunction failed: KmsException throttled");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nothing", "rewrap", "status more"})
  void wrong_usage_ends_with_2(String arguments) {
    assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1))).isEqualTo(2);
    assertThat(requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "status", "rewrap"})
  void every_command_has_help(String command) {
    var arguments = Stream.of(command, "--help").filter(a -> !a.isEmpty()).toArray(String[]::new);
    assertThat(run(arguments)).isZero();
  }

  private static String step(int dataKeys, long last, boolean done) {
    return "{\"present\":\"new\",\"dataKeys\":%d,\"lastDataKeyId\":%d,\"done\":%s}"
        .formatted(dataKeys, last, done);
  }

  private int run(String... arguments) {
    String[] all =
        Stream.concat(
                Arrays.stream(arguments), Stream.of("--endpoint-url", lambda.endpoint().toString()))
            .toArray(String[]::new);
    return KeysCommand.run(
        stream(out), stream(err), () -> Instant.ofEpochSecond(seconds.get()), all);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, UTF_8);
  }

  private static List<String> lines(ByteArrayOutputStream bytes) {
    return bytes.toString(UTF_8).lines().toList();
  }
}
