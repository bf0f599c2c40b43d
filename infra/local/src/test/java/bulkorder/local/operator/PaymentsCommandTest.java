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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentsCommandTest {
  private static final String ALLOWED =
      """
      {"changed":true,"charging":{"stoppedSince":null,"stoppedBy":null,"downSince":null,"batchesStopped":0,
       "batchesDown":0,"unknown":2}}
      """;
  private static final String STOPPED =
      """
      {"changed":false,"charging":{"stoppedSince":"2026-11-21T09:00:00Z","stoppedBy":"Mori","downSince":null,
       "batchesStopped":3,"batchesDown":0,"unknown":0}}
      """;

  /**
   * One payment is not at the provider, whose order's reference a spreadsheet takes for a formula.
   */
  private static final String DIFFERENT =
      """
      {"batchId":"01a1","status":"COMPLETED","agrees":false,"providerListed":true,"rowsAgree":true,
       "chargedAgrees":true,"fileRows":1234,
       "shares":[{"share":"CHARGED","rows":1233,"sums":{"JPY":"500300"}},{"share":"INVALID","rows":1,"sums":{"JPY":"-5"}}],
       "totals":[{"currency":"JPY","sum":"500295"}],
       "ledger":{"payments":2,"sums":{"JPY":"500300"}},"provider":{"payments":1,"sums":{"JPY":"500000"}},
       "differences":1,"notices":0,
       "findings":[{"kind":"NOT_AT_PROVIDER","paymentId":7,"ledgerStatus":"CAPTURED","ledgerAmount":"300 JPY",
         "orders":[{"orderId":9,"orderReference":"=A,1"}]}]}
      """;

  private static final String AGREEING =
      DIFFERENT
          .replace("\"agrees\":false", "\"agrees\":true")
          .replaceAll("(?s)\"findings.*", "\"findings\":[]}");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> requests = new ArrayList<>();
  private InvocationResult answer = new Succeeded(ALLOWED);
  private InvokeApi lambda;

  @BeforeEach
  void start() throws IOException {
    lambda =
        InvokeApi.start(
            Set.of("PaymentOperationsFunction"),
            (_, payload) -> {
              requests.add(payload);
              return answer;
            });
  }

  @AfterEach
  void stop() {
    lambda.close();
  }

  @Test
  void status_tells_whether_payments_can_be_charged() {
    assertThat(run("status")).isZero();
    assertThat(lines(out))
        .containsExactly(
            "Charging is allowed.",
            "The payment provider answers.",
            "The provider is being asked for the outcome of 2 payments.");
    assertThat(requests).containsExactly("{\"operation\":\"status\"}");
  }

  @Test
  void stop_names_who_did_it_first() {
    answer = new Succeeded(STOPPED);

    assertThat(run("stop", "--by", "Sato")).isZero();

    assertThat(lines(out))
        .startsWith(
            "Charging was stopped before.",
            "Charging has been stopped since 2026-11-21T09:00:00Z by Mori; 3 batches wait for it.");
  }

  @Test
  void reconcile_ends_with_0_where_all_agree() {
    answer = new Succeeded(AGREEING);

    assertThat(run("reconcile", "01a1")).isZero();

    assertThat(lines(out)).endsWith("All agree.");
  }

  @Test
  void reconcile_ends_with_1_and_names_what_differs() {
    answer = new Succeeded(DIFFERENT);

    assertThat(run("reconcile", "01a1")).isEqualTo(1);

    assertThat(lines(out))
        .containsExactly(
            "Batch 01a1 is COMPLETED and has 1,234 rows:",
            "  charged           1,233  500300 JPY",
            "  invalid               1  -5 JPY",
            "  the file          1,234  500295 JPY",
            "Captured in our ledger:  2 payments, 500300 JPY",
            "Captured at the provider: 1 payments, 500000 JPY",
            "  NOT_AT_PROVIDER payment 7, in our ledger CAPTURED 300 JPY, orders =A,1",
            "NOT ALL AGREE: 1 payments differ.");
  }

  @Test
  void csv_is_harmless_for_spreadsheets() {
    answer = new Succeeded(DIFFERENT);

    assertThat(run("reconcile", "01a1", "--csv")).isEqualTo(1);

    assertThat(lines(out))
        .contains(
            "record,name,currency,count,amount,payment_id,ledger_status,provider_reference,provider_amount,refunded,orders",
            "result,DIFFERS,,,,,,,,,",
            "share,CHARGED,,1233,,,,,,,",
            "share,INVALID,JPY,,-5,,,,,,",
            "captured,provider,JPY,,500000,,,,,,",
            "finding,NOT_AT_PROVIDER,,,300 JPY,7,CAPTURED,,,,\"'=A,1\"");
  }

  @Test
  void json_is_the_functions_own_answer() {
    answer = new Succeeded(DIFFERENT);

    assertThat(run("reconcile", "01a1", "--json")).isEqualTo(1);

    assertThat(lines(out)).singleElement().asString().startsWith("{\"batchId\":\"01a1\",");
  }

  @Test
  void an_outcome_goes_with_its_reference_and_who_found_it_out() {
    answer = new Succeeded("{\"batchId\":\"01a1\",\"rows\":3}");

    assertThat(run("outcome", "7", "captured", "--reference", "pay_1", "--by", "Mori")).isZero();

    assertThat(lines(out)).containsExactly("Recorded; 3 rows of batch 01a1 have followed.");
    assertThat(requests.getFirst())
        .contains(
            "\"paymentId\":\"7\"",
            "\"outcome\":\"captured\"",
            "\"reference\":\"pay_1\"",
            "\"by\":\"Mori\"");
  }

  @Test
  void what_is_refused_is_said_and_ends_with_2() {
    answer = new Succeeded("{\"refused\":\"There is no payment 7.\"}");

    assertThat(run("outcome", "7", "not-charged", "--by", "Mori")).isEqualTo(2);

    assertThat(lines(err)).containsExactly("infra/payments: There is no payment 7.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "stop", "reconcile", "reconcile b --json --csv", "outcome 7", "nothing"})
  void wrong_usage_ends_with_2(String arguments) {
    assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1))).isEqualTo(2);
    assertThat(requests).isEmpty();
  }

  @Test
  void a_function_that_fails_or_is_not_there_ends_with_3() {
    answer = new FunctionError("Bad", "luck");
    assertThat(run("status")).isEqualTo(3);
    assertThat(run("status", "--function", "Other")).isEqualTo(3);
    lambda.close();
    assertThat(run("status")).isEqualTo(3);

    assertThat(lines(err))
        .startsWith(
            "infra/payments: PaymentOperationsFunction failed: Bad luck",
            "infra/payments: Other cannot be invoked: 404 Function not found: Other")
        .hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "status", "stop", "start", "reconcile", "outcome"})
  void every_command_has_help(String command) {
    var arguments = Stream.of(command, "--help").filter(a -> !a.isEmpty()).toArray(String[]::new);
    assertThat(PaymentsCommand.run(stream(out), stream(err), arguments)).isZero();
  }

  private int run(String... arguments) {
    String[] all =
        Stream.concat(
                Arrays.stream(arguments), Stream.of("--endpoint-url", lambda.endpoint().toString()))
            .toArray(String[]::new);
    return PaymentsCommand.run(stream(out), stream(err), all);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, UTF_8);
  }

  private static List<String> lines(ByteArrayOutputStream bytes) {
    return bytes.toString(UTF_8).lines().toList();
  }
}
