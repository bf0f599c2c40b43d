package bulkorder.local.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The clients as the HTTP API has them.
 *
 * @param api its URL, with {@code /api/v1}
 * @param token an administrator's
 */
record ClientsApi(URI api, String token) {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(35);
  private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
  private static final int PAGE_MAX = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Does not tell the token. */
  @Override
  public String toString() {
    return "clients at " + api;
  }

  JsonNode find(String id) throws NotReachableException, RefusedException, InterruptedException {
    return ask("GET", "/" + encoded(id), null);
  }

  JsonNode create(JsonNode wish)
      throws NotReachableException, RefusedException, InterruptedException {
    return ask("POST", "", wish);
  }

  JsonNode change(String id, JsonNode wish)
      throws NotReachableException, RefusedException, InterruptedException {
    return ask("PATCH", "/" + encoded(id), wish);
  }

  /**
   * Lets a client call, or not.
   *
   * @param action {@code enable} or {@code disable}
   */
  JsonNode act(String id, String action)
      throws NotReachableException, RefusedException, InterruptedException {
    return ask("POST", "/%s/%s".formatted(encoded(id), action), null);
  }

  List<JsonNode> all() throws NotReachableException, RefusedException, InterruptedException {
    List<JsonNode> clients = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = ask("GET", "?limit=%d&cursor=%s".formatted(PAGE_MAX, encoded(cursor)), null);
      page.path("items").forEach(clients::add);
      cursor = page.path("nextCursor").asText("");
    } while (!cursor.isEmpty());
    return clients;
  }

  private JsonNode ask(String method, String path, @Nullable JsonNode body)
      throws NotReachableException, RefusedException, InterruptedException {
    try (var http = HttpClient.newBuilder().connectTimeout(CONNECT_MAX).build()) {
      var answer = http.send(request(method, path, body), BodyHandlers.ofString(UTF_8));
      return read(answer);
    } catch (IOException failure) {
      throw new NotReachableException("%s cannot be reached.".formatted(api));
    }
  }

  private HttpRequest request(String method, String path, @Nullable JsonNode body) {
    return HttpRequest.newBuilder(URI.create(api + "/clients" + path))
        .timeout(ANSWER_MAX)
        .header("Authorization", "Bearer " + token)
        .header("Accept-Language", "en")
        .header("Content-Type", "application/json")
        .method(
            method,
            body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
        .build();
  }

  private static JsonNode read(HttpResponse<String> answer)
      throws NotReachableException, RefusedException {
    JsonNode json = parsed(answer);
    int status = answer.statusCode();
    if (status >= 500) {
      throw new NotReachableException("The API failed: %d %s".formatted(status, sentence(json)));
    }
    if (status >= 300) {
      throw new RefusedException("%s (%d)".formatted(sentence(json), status));
    }
    return json;
  }

  /** The gateway's own answers have a message alone. */
  private static String sentence(JsonNode problem) {
    return problem.path("detail").asText(problem.path("message").asText("no reason is given"));
  }

  private static JsonNode parsed(HttpResponse<String> answer) throws NotReachableException {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException _) {
      throw new NotReachableException(
          "The API gave an answer that is not JSON, with status %d."
              .formatted(answer.statusCode()));
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
