package bulkorder.notify.announcing;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.announcement.AnnouncementCode;
import bulkorder.ledger.announcement.WebhookSecret;
import bulkorder.notify.announcing.WebhookAnswer.NotTaken;
import bulkorder.notify.announcing.WebhookAnswer.Taken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example for developers at clients, against what really is sent. */
class WebhookReceiverTest {

  private static final Path PROGRAM = Path.of("../infra/local/examples/WebhookReceiver.java");
  private static final WebhookSecret SECRET = WebhookSecret.next(new SecureRandom());
  private static final WebhookSecret OTHER = WebhookSecret.next(new SecureRandom());
  private static final String BODY =
      "{\"type\": \"batch.accepted\", \"data\": {\"fileName\": \"注文.csv\"}}";
  private static final WebhookAnswer REFUSED = new NotTaken(AnnouncementCode.REFUSED_BY_RECEIVER);

  private static Process program;
  private static BufferedReader output;
  private static String url;

  private final UUID id = UUID.randomUUID();
  private final WebhookClient client =
      new WebhookClient(
          host -> List.of(InetAddress.getAllByName(host)), true, Duration.ofSeconds(10));

  @BeforeAll
  static void start() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    program =
        new ProcessBuilder(
                java.toString(), "-Dstdout.encoding=UTF-8", PROGRAM.toString(), "0", SECRET.text())
            .redirectErrorStream(true)
            .start();
    output =
        new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
    String first = output.readLine();
    assertThat(first).startsWith("listening at ");
    url = first.substring("listening at ".length()) + "/";
  }

  @AfterAll
  static void stop() throws InterruptedException {
    program.destroy();
    program.waitFor();
  }

  @Test
  void a_right_message_is_received_and_its_repetition_is_dropped() throws IOException {
    assertThat(send(headers(Instant.now(), SECRET), BODY)).isEqualTo(new Taken());
    assertThat(output.readLine()).isEqualTo("received: " + id + " " + BODY);

    assertThat(send(headers(Instant.now(), SECRET), BODY)).isEqualTo(new Taken());
    assertThat(output.readLine()).isEqualTo("dropped: " + id + " came before");
  }

  @Test
  void while_a_secret_is_replaced_one_of_two_signatures_is_enough() throws IOException {
    assertThat(send(headers(Instant.now(), OTHER, SECRET), BODY)).isEqualTo(new Taken());
    assertThat(output.readLine()).startsWith("received: " + id);
  }

  @Test
  void a_message_that_another_has_signed_is_refused() throws IOException {
    assertThat(send(headers(Instant.now(), OTHER), BODY)).isEqualTo(REFUSED);
    assertThat(output.readLine()).isEqualTo("refused: " + id + " has no valid signature");
  }

  @Test
  void a_message_that_was_changed_is_refused() throws IOException {
    assertThat(send(headers(Instant.now(), SECRET), BODY + " ")).isEqualTo(REFUSED);
    assertThat(output.readLine()).contains("no valid signature");
    Map<String, String> otherId = headers(Instant.now(), SECRET);
    otherId.put("webhook-id", "other");
    assertThat(send(otherId, BODY)).isEqualTo(REFUSED);
    assertThat(output.readLine()).contains("no valid signature");
  }

  @ParameterizedTest
  @ValueSource(longs = {-310, -86_400, 330})
  void a_message_that_is_old_or_from_the_future_is_refused(long seconds) throws IOException {
    assertThat(send(headers(Instant.now().plusSeconds(seconds), SECRET), BODY)).isEqualTo(REFUSED);
    assertThat(output.readLine()).contains("too old");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v1,", "v1", "v2,abc", "v1,***", "nonsense"})
  void what_is_no_signature_is_refused(String signature) throws IOException {
    Map<String, String> headers = headers(Instant.now(), SECRET);
    headers.put("webhook-signature", signature);
    assertThat(send(headers, BODY)).isEqualTo(REFUSED);
    assertThat(output.readLine()).startsWith("refused: " + id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
  void a_message_without_a_header_is_refused(String header) throws IOException {
    Map<String, String> headers = headers(Instant.now(), SECRET);
    headers.remove(header);
    assertThat(send(headers, BODY)).isEqualTo(REFUSED);
    assertThat(output.readLine()).isEqualTo("refused: a header is missing");
  }

  private WebhookAnswer send(Map<String, String> headers, String body) {
    return client.post(url, headers, body);
  }

  private Map<String, String> headers(Instant sentAt, WebhookSecret... secrets) {
    Map<String, String> headers = new HashMap<>();
    headers.put("webhook-id", id.toString());
    headers.put("webhook-timestamp", Long.toString(sentAt.getEpochSecond()));
    headers.put("webhook-signature", WebhookSignature.of(List.of(secrets), id, sentAt, BODY));
    return headers;
  }
}
