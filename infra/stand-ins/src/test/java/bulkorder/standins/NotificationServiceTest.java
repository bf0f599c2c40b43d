package bulkorder.standins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The existing notification service, as its callers know it. */
class NotificationServiceTest {

  private static final String MAIL =
      """
      {"to": "a@example.com", "subject": "件名", "text": "本文", "html": "<html lang=\\"ja\\"><p>本文</p>"}""";

  private final MailServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  NotificationServiceTest(@TempDir Path directory) {
    server = MailServer.start(directory.resolve("mails.jsonl"), MailServer.Behaviour.NONE);
  }

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  @Test
  void a_mail_is_taken_and_lands_in_the_mailbox() throws Exception {
    var answer = send(MAIL, "key-1");

    assertThat(answer.statusCode()).isEqualTo(202);
    JsonNode mail = get("/mailbox.json").at("/messages/0");
    assertThat(Json.MAPPER.readTree(answer.body()).path("notification_id"))
        .isEqualTo(mail.path("id"));
    assertThat(mail.path("to").asText()).isEqualTo("a@example.com");
    assertThat(mail.path("subject").asText()).isEqualTo("件名");
    assertThat(mail.path("text").asText()).isEqualTo("本文");
    assertThat(mail.path("language").asText()).isEqualTo("ja");
  }

  @Test
  void the_same_key_again_is_the_same_mail() throws Exception {
    String first = send(MAIL, "key-1").body();
    String again = send(MAIL, "key-1").body();
    String other = send(MAIL, "key-2").body();

    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
    assertThat(get("/mailbox.json?summary=true").path("total").intValue()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a@example.com      | nowhere            | 422 | invalid_address
          a@example.com      | reject@example.com | 422 | invalid_address
          "subject": "件名", | ""                 | 400 | invalid_request
          {                  | [                  | 400 | invalid_request
          """,
      quoteCharacter = '`')
  void what_is_no_mail_is_refused(String there, String instead, int status, String error)
      throws Exception {
    var answer = send(MAIL.replace(there, instead.replace("\"\"", "")), "key-1");

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo("{\"error\":\"" + error + "\"}");
    assertThat(get("/mailbox.json?summary=true").path("total").intValue()).isZero();
  }

  @Test
  void more_requests_than_the_rate_are_told_when_to_come_again() throws Exception {
    server.behave(new MailServer.Behaviour(Duration.ZERO, 0, 0, 2));
    send(MAIL, "key-1");
    send(MAIL, "key-2");
    var third = send(MAIL, "key-3");

    assertThat(third.statusCode()).isEqualTo(429);
    assertThat(third.headers().firstValue("Retry-After")).contains("1");
    assertThat(get("/arrivals").path("arrivals").findValuesAsText("status"))
        .containsExactly("202", "202", "429");
    assertThat(get("/arrivals").path("arrivals").findValuesAsText("protocol"))
        .containsOnly("SERVICE");
  }

  @Test
  void a_mailbox_page_shows_one_language_when_asked() throws Exception {
    send(MAIL, "key-1");
    send(MAIL.replace("\\\"ja\\\"", "\\\"en\\\"").replace("件名", "Subject"), "key-2");

    assertThat(page("/?language=ja")).contains("件名").doesNotContain("Subject</a>");
    assertThat(page("/?language=en")).contains("Subject</a>").doesNotContain("件名");
    assertThat(page("/")).contains("件名", "Subject</a>");
  }

  private HttpResponse<String> send(String body, String key)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(server.endpoint().resolve("/api/v1/notifications/email"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return Json.MAPPER.readTree(page(path));
  }

  private String page(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(server.endpoint().resolve(path)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
