package bulkorder.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookServerTest {

  private final WebhookServer server = WebhookServer.start();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  @Test
  void a_request_to_any_path_is_kept_with_its_headers_and_body() throws Exception {
    assertThat(post("/demo/batches", "{\"type\": \"batch.completed\", \"会社\": 1}").statusCode())
        .isEqualTo(204);

    JsonNode received = received().path("received").path(0);
    assertThat(received.path("path").asText()).isEqualTo("/demo/batches");
    assertThat(received.path("body").asText())
        .isEqualTo("{\"type\": \"batch.completed\", \"会社\": 1}");
    assertThat(received.at("/headers/webhook-id").asText()).isEqualTo("msg_1");
    assertThat(received.path("answered").intValue()).isEqualTo(204);
  }

  @Test
  void it_answers_what_it_is_told_to() throws Exception {
    server.behave(WebhookServer.Behaviour.answering(503));
    assertThat(post("/", "{}").statusCode()).isEqualTo(503);

    put("{\"status\": 302, \"location\": \"http://127.0.0.1:1/elsewhere\"}");
    var redirect = post("/", "{}");
    assertThat(redirect.statusCode()).isEqualTo(302);
    assertThat(redirect.headers().firstValue("Location")).contains("http://127.0.0.1:1/elsewhere");
    assertThat(received().path("received").findValuesAsText("answered"))
        .containsExactly("503", "302");
  }

  @Test
  void it_breaks_off_or_answers_too_late_and_has_still_received() throws Exception {
    put("{\"cut\": true}");
    assertThatThrownBy(() -> post("/", "{}"))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(HttpTimeoutException.class);

    put("{\"latency_ms\": 60000}");
    assertThatThrownBy(() -> post("/", "{}")).isInstanceOf(HttpTimeoutException.class);
    assertThat(server.received())
        .extracting(WebhookServer.Received::answered)
        .containsExactly(0, 204);
  }

  @Test
  void a_behaviour_that_cannot_be_is_refused() throws Exception {
    assertThat(put("{\"status\": 99}")).contains("status is 99, not 200 to 599");
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(server.endpoint().resolve(path))
            .timeout(Duration.ofSeconds(2))
            .header("webhook-id", "msg_1")
            .POST(BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String put(String behaviour) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(server.endpoint().resolve("/behaviour"))
            .PUT(BodyPublishers.ofString(behaviour))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private JsonNode received() throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(server.endpoint().resolve("/received.json")).build();
    return Json.MAPPER.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}
