package bulkorder.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import bulkorder.local.Addresses;
import bulkorder.local.SignIn;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** The client that is there for trying things out, and what it has set up for itself. */
public final class DemoClient {
  private static final String ID = "demo";
  private static final String OPERATOR = "operator@demo.example";
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private DemoClient() {}

  /**
   * Asks the API to tell its operator and its system, which is the webhook receiver, of batches.
   *
   * @return what a person should know of it; nobody is told of batches if it did not work
   */
  public static List<String> setUp(Addresses at) throws IOException, InterruptedException {
    var settings = JSON.createObjectNode().put("webhookUrl", at.webhooks() + "/" + ID);
    settings.putArray("operators").add(OPERATOR);
    var request =
        HttpRequest.newBuilder(at.api().resolve("/api/v1/clients/" + ID + "/notifications"))
            .timeout(ANSWER_MAX)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + new SignIn(at).forAdministration())
            .PUT(BodyPublishers.ofString(settings.toString()))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, BodyHandlers.ofString(UTF_8));
      if (answer.statusCode() != 200) {
        return List.of(
            "Nobody is told of batches: PUT %s was answered with %d."
                .formatted(request.uri(), answer.statusCode()));
      }
      String secret = JSON.readTree(answer.body()).path("webhookSecret").asText();
      return secret.isEmpty() ? List.of() : List.of("Webhooks are signed with " + secret);
    }
  }
}
