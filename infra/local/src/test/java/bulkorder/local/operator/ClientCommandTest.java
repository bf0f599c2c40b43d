package bulkorder.local.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.standins.TokenIssuer;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCommandTest {
  private static final String NOVA =
      """
      {"clientId":"nova","name":"Nova KK","status":"ACTIVE","language":"ja","rowsMax":1000000,"requestsPerSecond":50,"filesKeptDays":90,"reportsKeptDays":91,"rowsKeptDays":400,\
      "paymentLimits":{"JPY":{"min":"100","max":"1000000"},"USD":{"min":"0.50","max":"20.00"}},\
      "createdAt":"2026-11-21T09:00:00Z","updatedAt":"2026-11-21T09:30:00Z"}""";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> requests = new ArrayList<>();
  private final List<String> answers = new ArrayList<>(List.of(NOVA));
  private final Map<String, String> environment = new HashMap<>(Map.of("BULKORDER_TOKEN", "t0k"));
  private int status = 200;
  private HttpServer api;

  @BeforeEach
  void start() throws IOException {
    api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext("/", this::answer);
    api.start();
    environment.put(
        "BULKORDER_API", "http://127.0.0.1:%d/api/v1".formatted(api.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    api.stop(0);
  }

  @Test
  void a_client_is_created_with_what_is_said_and_shown() {
    status = 201;

    assertThat(
            run(
                "create",
                "nova",
                "--name",
                "Nova KK",
                "--limit",
                "JPY=100-1000000",
                "--limit",
                "USD=0.50-20",
                "--rows-max",
                "7",
                "--requests-per-second",
                "9",
                "--files-kept-days",
                "30",
                "--reports-kept-days",
                "31",
                "--rows-kept-days",
                "365",
                "--language",
                "ja"))
        .isZero();

    assertThat(requests)
        .containsExactly(
            "POST /api/v1/clients Bearer t0k {\"name\":\"Nova KK\",\"language\":\"ja\",\"rowsMax\":7,"
                + "\"requestsPerSecond\":9,\"filesKeptDays\":30,\"reportsKeptDays\":31,\"rowsKeptDays\":365,"
                + "\"paymentLimits\":{\"JPY\":{\"min\":\"100\",\"max\":\"1000000\"},"
                + "\"USD\":{\"min\":\"0.50\",\"max\":\"20\"}},\"clientId\":\"nova\"}");
    assertThat(lines(out))
        .containsExactly(
            "nova  ACTIVE",
            "  name               Nova KK",
            "  language           ja",
            "  rows a file        1000000",
            "  requests a second  50",
            "  files kept         90 days",
            "  reports kept       91 days",
            "  rows kept          400 days",
            "  a payment          100 to 1000000 JPY",
            "  a payment          0.50 to 20.00 USD",
            "  created            2026-11-21T09:00:00Z",
            "  changed            2026-11-21T09:30:00Z");
  }

  @Test
  void a_change_sends_what_is_said_alone() {
    assertThat(run("change", "nova", "--rows-max", "7")).isZero();
    assertThat(run("disable", "nova")).isZero();
    assertThat(run("enable", "nova")).isZero();
    assertThat(run("show", "nova", "--json")).isZero();

    assertThat(requests)
        .containsExactly(
            "PATCH /api/v1/clients/nova Bearer t0k {\"rowsMax\":7}",
            "POST /api/v1/clients/nova/disable Bearer t0k ",
            "POST /api/v1/clients/nova/enable Bearer t0k ",
            "GET /api/v1/clients/nova Bearer t0k ");
    assertThat(lines(out).getLast()).isEqualTo(NOVA);
  }

  @Test
  void a_list_goes_through_all_pages() {
    answers.clear();
    answers.add("{\"items\":[%s],\"nextCursor\":\"bm92YQ\"}".formatted(NOVA));
    answers.add("{\"items\":[%s],\"nextCursor\":null}".formatted(NOVA.replace("nova", "zeta")));

    assertThat(run("list")).isZero();

    assertThat(requests)
        .containsExactly(
            "GET /api/v1/clients?limit=100&cursor= Bearer t0k ",
            "GET /api/v1/clients?limit=100&cursor=bm92YQ Bearer t0k ");
    assertThat(lines(out)).hasSize(2).first().asString().matches("nova +ACTIVE +Nova KK");
  }

  @Test
  void the_token_comes_from_a_file_or_from_the_issuer_of_a_local_run(@TempDir Path directory)
      throws IOException {
    Path file = Files.writeString(directory.resolve("token"), "from-file\n");
    assertThat(run("show", "nova", "--token-file", file.toString())).isZero();
    try (var issuer = TokenIssuer.startTemporary()) {
      assertThat(run("show", "nova", "--issuer", issuer.issuer().toString())).isZero();
    }

    assertThat(requests.getFirst()).isEqualTo("GET /api/v1/clients/nova Bearer from-file ");
    assertThat(requests.getLast()).matches("GET /api/v1/clients/nova Bearer \\S+\\.\\S+\\.\\S+ ");
  }

  @Test
  void a_refusal_is_told_in_the_words_of_the_api_and_ends_with_2() {
    status = 409;
    answers.set(
        0,
        "{\"title\":\"The client exists already\",\"detail\":\"There is a client \\\"nova\\\" already.\"}");

    assertThat(run("create", "nova", "--name", "Nova")).isEqualTo(2);

    assertThat(lines(err))
        .containsExactly("infra/client: There is a client \"nova\" already. (409)");
  }

  @Test
  void who_says_neither_where_nor_who_is_told_what_is_missing() {
    environment.remove("BULKORDER_TOKEN");
    assertThat(run("list")).isEqualTo(2);
    environment.remove("BULKORDER_API");
    assertThat(run("list")).isEqualTo(2);
    assertThat(run("list", "--api", "http://127.0.0.1:1", "--token-file", "/nowhere")).isEqualTo(2);

    assertThat(lines(err))
        .containsExactly(
            "infra/client: Who calls? Say --token-file FILE, or set BULKORDER_TOKEN to an administrator's token.",
            "infra/client: Where is the API? Say --api URL, or set BULKORDER_API.",
            "infra/client: The token cannot be read from /nowhere.");
    assertThat(requests).isEmpty();
  }

  @Test
  void an_api_that_fails_or_is_not_there_ends_with_3() {
    status = 500;
    answers.set(0, "{\"detail\":\"A fault.\"}");
    assertThat(run("list")).isEqualTo(3);
    answers.set(0, "<html>");
    assertThat(run("list")).isEqualTo(3);
    assertThat(run("list", "--api", "http://127.0.0.1:1/api/v1")).isEqualTo(3);
    assertThat(run("list", "--issuer", "http://127.0.0.1:1")).isEqualTo(3);

    assertThat(lines(err))
        .containsExactly(
            "infra/client: The API failed: 500 A fault.",
            "infra/client: The API gave an answer that is not JSON, with status 500.",
            "infra/client: http://127.0.0.1:1/api/v1 cannot be reached.",
            "infra/client: http://127.0.0.1:1 gives no token.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "create", "change", "show", "nothing", "change nova --rows-max many"})
  void wrong_usage_ends_with_2(String arguments) {
    assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1))).isEqualTo(2);
    assertThat(requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "create", "change", "disable", "enable", "show", "list"})
  void every_command_has_help(String command) {
    var arguments = Stream.of(command, "--help").filter(a -> !a.isEmpty()).toArray(String[]::new);
    assertThat(run(arguments)).isZero();
  }

  private int run(String... arguments) {
    return ClientCommand.run(stream(out), stream(err), environment, arguments);
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(
        "%s %s %s %s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    byte[] body = answers.get(Math.min(requests.size(), answers.size()) - 1).getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, UTF_8);
  }

  private static List<String> lines(ByteArrayOutputStream bytes) {
    return bytes.toString(UTF_8).lines().toList();
  }
}
