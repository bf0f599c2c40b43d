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

class AuditCommandTest {
  private static final String HASH = "ab".repeat(32);

  private static final String BEGUN =
      """
      {"done":false,"lastBlock":1000,"lastHash":"%s","blocks":1000,"badBlocks":0,"events":9000,"archivedEvents":9000,
       "unsealed":0,"findings":[]}
      """
          .formatted(HASH);

  private static final String DONE =
      """
      {"done":true,"lastBlock":1234,"lastHash":"%s","blocks":234,"badBlocks":0,"events":800,"archivedEvents":0,
       "unsealed":12,"findings":[]}
      """
          .formatted(HASH);

  private static final String BROKEN =
      """
      {"done":true,"lastBlock":3,"lastHash":"%s","blocks":3,"badBlocks":2,"events":30,"archivedEvents":0,"unsealed":0,
       "findings":["Block 2: 1 of its 10 events are missing.","Block 3: is wrong."]}
      """
          .formatted(HASH);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> requests = new ArrayList<>();
  private final Deque<InvocationResult> answers = new ArrayDeque<>();
  private final AtomicLong seconds = new AtomicLong();
  private long secondsEachCall;
  private InvokeApi lambda;

  @BeforeEach
  void start() throws IOException {
    lambda =
        InvokeApi.start(
            Set.of("AuditFunction"),
            (_, payload) -> {
              requests.add(payload);
              seconds.addAndGet(secondsEachCall);
              return answers.removeFirst();
            });
  }

  @AfterEach
  void stop() {
    lambda.close();
  }

  @Test
  void a_chain_that_holds_is_one_sentence_and_the_block_to_keep() {
    answers.add(new Succeeded(DONE));

    assertThat(run("verify")).isZero();

    assertThat(lines(out))
        .containsExactly(
            "The chain holds: 234 blocks with 800 events, 0 of them from the archive; 12 newer ones are not sealed yet.",
            "Last block: 1234:" + HASH);
    assertThat(lines(err)).isEmpty();
    assertThat(requests)
        .singleElement()
        .asString()
        .contains("\"operation\":\"verify\"", "\"block\":\"0\"");
  }

  @Test
  void a_long_chain_is_walked_in_stages_with_progress() {
    secondsEachCall = 5;
    answers.addAll(List.of(new Succeeded(BEGUN), new Succeeded(DONE)));

    assertThat(run("verify", "--after", "7")).isZero();

    assertThat(lines(out))
        .startsWith(
            "The chain holds: 1,234 blocks with 9,800 events, 9,000 of them from the archive; 12 newer ones are not sealed yet.");
    assertThat(lines(err))
        .containsExactly("1,000 blocks with 9,000 events so far; the last is block 1000.");
    assertThat(requests.getFirst()).contains("\"block\":\"7\"");
    assertThat(requests.getLast()).contains("\"block\":\"1000\"");
  }

  @Test
  void a_chain_that_does_not_hold_ends_with_1_and_says_where() {
    answers.add(new Succeeded(BROKEN));

    assertThat(run("verify")).isEqualTo(1);

    assertThat(lines(out))
        .containsExactly(
            "THE CHAIN DOES NOT HOLD: 2 of 3 blocks are not as they were sealed. Block 2: 1 of its 10 events are missing.",
            "  Block 3: is wrong.",
            "Last block: 3:" + HASH);
  }

  @Test
  void a_block_that_was_kept_elsewhere_must_be_the_same() {
    answers.addAll(
        List.of(new Succeeded("{\"hash\":\"%s\"}".formatted(HASH)), new Succeeded(DONE)));
    assertThat(run("verify", "--expect", "9:" + HASH)).isZero();
    assertThat(requests.getFirst()).contains("\"operation\":\"block\"", "\"block\":\"9\"");

    answers.add(new Succeeded("{\"hash\":\"%s\"}".formatted(HASH)));
    assertThat(run("verify", "--expect", "9:" + "cd".repeat(32))).isEqualTo(1);
    assertThat(lines(out).getLast())
        .startsWith("THE CHAIN DOES NOT HOLD: block 9 has the hash abab");
  }

  @Test
  void what_is_refused_is_said_and_ends_with_2() {
    answers.add(new Succeeded("{\"refused\":\"There is no block 99.\"}"));

    assertThat(run("verify", "--after", "99")).isEqualTo(2);

    assertThat(lines(err)).containsExactly("infra/audit: There is no block 99.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nothing", "verify --after x", "verify --expect 9", "verify more"})
  void wrong_usage_ends_with_2(String arguments) {
    assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1))).isEqualTo(2);
    assertThat(requests).isEmpty();
  }

  @Test
  void a_function_that_fails_or_is_not_there_ends_with_3() {
    answers.add(new FunctionError("Bad", "luck"));
    assertThat(run("verify")).isEqualTo(3);
    lambda.close();
    assertThat(run("verify")).isEqualTo(3);

    assertThat(lines(err)).startsWith("infra/audit: AuditFunction failed: Bad luck").hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "verify"})
  void every_command_has_help(String command) {
    var arguments = Stream.of(command, "--help").filter(a -> !a.isEmpty()).toArray(String[]::new);
    assertThat(AuditCommand.run(stream(out), stream(err), arguments)).isZero();
  }

  private int run(String... arguments) {
    String[] all =
        Stream.concat(
                Arrays.stream(arguments), Stream.of("--endpoint-url", lambda.endpoint().toString()))
            .toArray(String[]::new);
    return AuditCommand.run(
        stream(out), stream(err), () -> Instant.ofEpochSecond(seconds.get()), all);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, UTF_8);
  }

  private static List<String> lines(ByteArrayOutputStream bytes) {
    return bytes.toString(UTF_8).lines().toList();
  }
}
