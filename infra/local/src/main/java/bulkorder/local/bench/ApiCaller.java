package bulkorder.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

/** Somebody who is signed in and asks the API. */
final class ApiCaller {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
  private static final Set<Integer> GOOD = Set.of(200, 201, 303);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;
  private final URI api;
  private final String token;

  ApiCaller(HttpClient http, URI api, String token) {
    this.http = http;
    this.api = api;
    this.token = token;
  }

  /**
   * Asks, and reads the whole answer.
   *
   * @throws IOException if it is not what was asked for
   */
  String get(String path) throws IOException, InterruptedException {
    return send(path, request(path).GET());
  }

  /** Where a list goes on after so many pages. */
  String cursorAfter(int pages, String path) throws IOException, InterruptedException {
    String cursor = cursor(path, get(path));
    for (int page = 2; page <= pages; page++) {
      cursor = cursor(path, get(path + "?cursor=" + cursor));
    }
    return cursor;
  }

  private static String cursor(String path, String answer) throws IOException {
    JsonNode next = JSON.readTree(answer).path("nextCursor");
    if (!next.isTextual()) {
      throw new IOException(path + " has too few pages");
    }
    return next.asText();
  }

  void post(String path, String body) throws IOException, InterruptedException {
    send(
        path,
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(api.resolve(path))
        .timeout(ANSWER_MAX)
        .header("Authorization", "Bearer " + token);
  }

  private String send(String path, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    var answer = http.send(request.build(), BodyHandlers.ofString(UTF_8));
    if (!GOOD.contains(answer.statusCode())) {
      throw new IOException("%s: %d %s".formatted(path, answer.statusCode(), answer.body()));
    }
    return answer.body();
  }
}
