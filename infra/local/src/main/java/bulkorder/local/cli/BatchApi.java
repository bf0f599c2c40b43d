package bulkorder.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the HTTP API, as any client would. */
final class BatchApi implements AutoCloseable {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
  private static final int BATCHES_MAX = 50;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI endpoint;
  private final String token;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_MAX).build();

  /**
   * At an address.
   *
   * @param token of somebody whose client's batches are asked for
   */
  BatchApi(URI endpoint, String token) {
    this.endpoint = endpoint;
    this.token = token;
  }

  /** The batch that this upload made, once there is one; a list does not tell all of it. */
  Optional<Batch> find(String objectKey, String eTag, Instant uploadedAt)
      throws IOException, InterruptedException {
    var page = get("/batches?limit=" + BATCHES_MAX + "&objectKey=" + encoded(objectKey));
    Optional<Batch> listed =
        items(page).stream()
            .map(Batch::new)
            .filter(batch -> batch.isOf(eTag, uploadedAt))
            .findFirst();
    return listed.isPresent() ? Optional.of(batch(listed.get().id())) : listed;
  }

  Batch batch(String id) throws IOException, InterruptedException {
    return new Batch(get("/batches/" + id));
  }

  /** The first rows of the batch that are in the state. */
  List<JsonNode> rows(Batch batch, String state, int limit)
      throws IOException, InterruptedException {
    return items(get("/batches/%s/rows?status=%s&limit=%d".formatted(batch.id(), state, limit)));
  }

  /** The reports of the batch as far as they are written. */
  BatchReports reports(Batch batch) throws IOException, InterruptedException {
    String path = "/batches/%s/reports".formatted(batch.id());
    return new BatchReports(get(path), uri(path));
  }

  /** Whether there is such a client, if it is the token's. */
  boolean knows(String client) throws IOException, InterruptedException {
    return send("/clients/%s/notifications".formatted(client)).statusCode() != 404;
  }

  private URI uri(String path) {
    return endpoint.resolve("/api/v1" + path);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    var answer = send(path);
    if (answer.statusCode() != 200) {
      throw new IOException(
          "GET %s was answered with %d: %s"
              .formatted(answer.uri(), answer.statusCode(), answer.body()));
    }
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> send(String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(uri(path))
            .timeout(ANSWER_MAX)
            .header("Accept", "application/json")
            .header("Authorization", "Bearer " + token)
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  private static List<JsonNode> items(JsonNode page) {
    List<JsonNode> items = new ArrayList<>();
    page.path("items").forEach(items::add);
    return items;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
