package bulkorder.notify.announcing;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.announcement.AnnouncementCode;
import bulkorder.notify.announcing.WebhookAnswer.Never;
import bulkorder.notify.announcing.WebhookAnswer.NotTaken;
import bulkorder.notify.announcing.WebhookAnswer.Taken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookClientTest {

  private static final Duration TIMEOUT = Duration.ofMillis(700);
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String BODY = "{\"type\": \"注文\"}";

  private final AtomicInteger lookUps = new AtomicInteger();
  private ReceivingSystem system = ReceivingSystem.start();

  @BeforeEach
  void noLookUpYet() {
    lookUps.set(0);
  }

  @AfterEach
  void stop() {
    system.close();
  }

  @ParameterizedTest
  @CsvSource({
    "200, Taken",
    "204, Taken",
    "299, Taken",
    "301, NotTaken REDIRECTED",
    "307, NotTaken REDIRECTED",
    "400, NotTaken REFUSED_BY_RECEIVER",
    "404, NotTaken REFUSED_BY_RECEIVER",
    "410, Never GONE",
    "429, NotTaken REFUSED_BY_RECEIVER",
    "500, NotTaken FAULT_OF_RECEIVER",
    "503, NotTaken FAULT_OF_RECEIVER"
  })
  void the_status_says_what_came_of_it(int status, String expected) {
    system.answerWith(status);
    assertThat(text(post("127.0.0.1"))).isEqualTo(expected);
    assertThat(system.requests()).hasSize(1);
  }

  @Test
  void body_and_headers_come_as_they_were_given() {
    post("127.0.0.1");

    var request = system.requests().getFirst();
    assertThat(request.body()).isEqualTo(BODY);
    assertThat(request.header("webhook-id")).isEqualTo("id");
    assertThat(request.header("content-type"))
        .isEqualToIgnoringCase("application/json; charset=utf-8");
    assertThat(request.header("cookie")).isNull();
    assertThat(request.header("accept-encoding")).isNull();
  }

  @Test
  void a_redirection_is_not_followed() {
    system.answerWith(302, system.url("127.0.0.1") + "other");
    post("127.0.0.1");
    assertThat(system.requests()).hasSize(1);
  }

  @Test
  void the_connection_goes_to_the_address_that_was_looked_up_and_it_is_looked_up_once() {
    Deque<String> answers = new ArrayDeque<>(List.of("127.0.0.1", "192.0.2.1"));
    HostAddresses rebinding =
        host -> {
          lookUps.incrementAndGet();
          assertThat(host).isEqualTo("hook.example");
          return List.of(InetAddress.ofLiteral(answers.pop()));
        };

    WebhookAnswer answer =
        new WebhookClient(rebinding, true, TIMEOUT)
            .post(system.url("hook.example"), headers(), BODY);

    assertThat(answer).isEqualTo(new Taken());
    assertThat(lookUps).hasValue(1);
    assertThat(system.requests().getFirst().header("host")).startsWith("hook.example:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "93.184.216.34 127.0.0.1"
      })
  void a_host_with_any_address_that_is_not_public_is_not_called(String addresses) {
    HostAddresses resolver =
        _ -> Arrays.stream(addresses.split(" ", -1)).map(InetAddress::ofLiteral).toList();
    String url = system.url("hook.example").replace("http:", "https:");

    WebhookAnswer answer = new WebhookClient(resolver, false, TIMEOUT).post(url, headers(), BODY);

    assertThat(answer).isEqualTo(new NotTaken(AnnouncementCode.ADDRESS_NOT_ALLOWED));
    assertThat(system.connections()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1:PORT/",
        "https://[::1]:PORT/",
        "https://[::ffff:127.0.0.1]:PORT/",
        "https://localhost:PORT/",
        "https://2130706433:PORT/",
        "https://0x7f.1:PORT/",
        "https://0177.0.0.1:PORT/",
        "https://127.1:PORT/",
        "http://hook.example:PORT/",
        "https://user@hook.example:PORT/",
        "https://hook.example:25/",
        "file:///etc/passwd",
        "gopher://hook.example/",
        "nonsense"
      })
  void no_way_of_writing_leads_to_this_machine(String url) {
    WebhookAnswer answer =
        new WebhookClient(WebhookClientTest::lookedUp, false, TIMEOUT)
            .post(url.replace("PORT", Integer.toString(system.port())), headers(), BODY);

    assertThat(answer)
        .isIn(
            new Never(AnnouncementCode.ADDRESS_NOT_ALLOWED),
            new NotTaken(AnnouncementCode.ADDRESS_NOT_ALLOWED),
            new NotTaken(AnnouncementCode.NOT_REACHED));
    assertThat(system.connections()).isZero();
  }

  @Test
  void an_answer_that_does_not_come_is_waited_for_no_longer_than_allowed() {
    var never = new CountDownLatch(1);
    system.behave(_ -> never.await());
    assertThat(inTime(() -> post("127.0.0.1"))).isEqualTo(new NotTaken(AnnouncementCode.TIMEOUT));
    never.countDown();
  }

  @Test
  void an_answer_that_trickles_is_waited_for_no_longer_than_allowed() {
    system.behave(
        socket -> {
          socket.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
          while (true) {
            socket.getOutputStream().write("x: y\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
          }
        });
    assertThat(inTime(() -> post("127.0.0.1"))).isEqualTo(new NotTaken(AnnouncementCode.TIMEOUT));
  }

  @Test
  void a_name_that_takes_for_ever_to_look_up_is_waited_for_no_longer_than_allowed() {
    var never = new CountDownLatch(1);
    HostAddresses slow =
        _ -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new UnknownHostException();
        };
    assertThat(
            inTime(
                () ->
                    new WebhookClient(slow, true, TIMEOUT)
                        .post(system.url("hook.example"), headers(), BODY)))
        .isEqualTo(new NotTaken(AnnouncementCode.TIMEOUT));
    never.countDown();
  }

  @Test
  void a_connection_that_breaks_before_the_answer_is_no_delivery() {
    system.behave(
        socket ->
            socket.getOutputStream().write("HTTP/1.1 20".getBytes(StandardCharsets.US_ASCII)));
    assertThat(post("127.0.0.1")).isEqualTo(new NotTaken(AnnouncementCode.BROKEN_ANSWER));
    system.behave(_ -> {});
    assertThat(post("127.0.0.1")).isEqualTo(new NotTaken(AnnouncementCode.BROKEN_ANSWER));
  }

  @Test
  void an_endless_answer_is_not_read() {
    var written = new AtomicInteger();
    var stopped = new CountDownLatch(1);
    system.behave(
        socket -> {
          try {
            socket
                .getOutputStream()
                .write(
                    "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
            while (written.addAndGet(1 << 16) < (1 << 30)) {
              socket.getOutputStream().write(new byte[1 << 16]);
            }
          } finally {
            stopped.countDown();
          }
        });

    assertThat(inTime(() -> post("127.0.0.1"))).isEqualTo(new Taken());

    assertThat(await(stopped)).isTrue();
    assertThat(written.get()).isLessThan(64 << 20);
  }

  @Test
  void endless_headers_are_not_read() {
    system.behave(
        socket -> {
          socket
              .getOutputStream()
              .write("HTTP/1.1 200 OK\r\nx: ".getBytes(StandardCharsets.US_ASCII));
          while (true) {
            socket.getOutputStream().write(new byte[1 << 16]);
          }
        });
    assertThat(inTime(() -> post("127.0.0.1")))
        .isEqualTo(new NotTaken(AnnouncementCode.BROKEN_ANSWER));
  }

  @Test
  void what_cannot_be_reached_says_so() throws IOException {
    // Bound, so that nobody else listens there, and not listening.
    try (var deaf = new Socket()) {
      deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      assertThat(
              new WebhookClient(WebhookClientTest::lookedUp, true, TIMEOUT)
                  .post("http://127.0.0.1:" + deaf.getLocalPort() + "/", headers(), BODY))
          .isEqualTo(new NotTaken(AnnouncementCode.NOT_REACHED));
    }
    HostAddresses unknown =
        _ -> {
          throw new UnknownHostException();
        };
    assertThat(
            new WebhookClient(unknown, true, TIMEOUT).post("http://hook.example/", headers(), BODY))
        .isEqualTo(new NotTaken(AnnouncementCode.NOT_REACHED));
    // Neither refused nor without a route: the operating system does not let anyone connect to it.
    assertThat(
            new WebhookClient(WebhookClientTest::lookedUp, true, TIMEOUT)
                .post("http://255.255.255.255/", headers(), BODY))
        .isEqualTo(new NotTaken(AnnouncementCode.NOT_REACHED));
  }

  @Test
  void a_system_that_speaks_no_tls_is_not_secure() {
    String url = system.url("127.0.0.1").replace("http:", "https:");
    assertThat(
            new WebhookClient(WebhookClientTest::lookedUp, true, TIMEOUT)
                .post(url, headers(), BODY))
        .isEqualTo(new NotTaken(AnnouncementCode.NOT_SECURE));
  }

  private WebhookAnswer post(String host) {
    return new WebhookClient(WebhookClientTest::lookedUp, true, TIMEOUT)
        .post(system.url(host), headers(), BODY);
  }

  private static List<InetAddress> lookedUp(String host) throws UnknownHostException {
    return List.of(InetAddress.getAllByName(host));
  }

  private static Map<String, String> headers() {
    return Map.of("webhook-id", "id");
  }

  private static String text(WebhookAnswer answer) {
    return switch (answer) {
      case Taken _ -> "Taken";
      case NotTaken not -> "NotTaken " + not.code();
      case Never never -> "Never " + never.code();
    };
  }

  private static WebhookAnswer inTime(Supplier<WebhookAnswer> call) {
    Instant begin = Instant.now();
    WebhookAnswer answer = call.get();
    assertThat(Duration.between(begin, Instant.now())).isLessThan(SOON);
    return answer;
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(SOON.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
