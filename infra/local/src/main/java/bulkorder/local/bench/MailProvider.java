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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The stand-in for SES and the notification service: what it wrote down, and what it takes. */
final class MailProvider implements AutoCloseable {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI endpoint;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  MailProvider(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** The requests from this number on. */
  List<MailArrival> arrivals(long since) throws IOException, InterruptedException {
    var answer = call(request("/arrivals?since=" + since).build(), 200);
    List<MailArrival> arrivals = new ArrayList<>();
    for (var arrival : answer.path("arrivals")) {
      arrivals.add(
          new MailArrival(
              arrival.path("number").asLong(),
              arrival.path("nanos").asLong(),
              arrival.path("recipients").asInt(),
              arrival.path("sent").asInt()));
    }
    return arrivals;
  }

  /**
   * Sends mails as it was done before: one request to the notification service for each, one after
   * the other, no more a second than it takes.
   *
   * @return the seconds that it took
   */
  double oneByOne(int mails, int perSecondMax) throws IOException, InterruptedException {
    long began = System.nanoTime();
    for (int mail = 0; mail < mails; mail++) {
      long due = began + mail * TimeUnit.SECONDS.toNanos(1) / perSecondMax;
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      send(mail);
    }
    return (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
  }

  private void send(int mail) throws IOException, InterruptedException {
    var body =
        JSON.createObjectNode()
            .put("to", "c%d@example.org".formatted(mail))
            .put("subject", "Your order")
            .put("text", "Thank you for order " + mail)
            .put("html", "<html lang=\"en\"><p>Thank you for order " + mail);
    call(
        request("/api/v1/notifications/email")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "one-by-one-" + mail)
            .POST(BodyPublishers.ofString(body.toString()))
            .build(),
        202);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(endpoint.resolve(path)).timeout(ANSWER_MAX);
  }

  private JsonNode call(HttpRequest request, int expected)
      throws IOException, InterruptedException {
    var answer = http.send(request, BodyHandlers.ofString(UTF_8));
    if (answer.statusCode() != expected) {
      throw new IOException("%s answered %d".formatted(request.uri(), answer.statusCode()));
    }
    return JSON.readTree(answer.body());
  }

  @Override
  public void close() {
    http.close();
  }
}
