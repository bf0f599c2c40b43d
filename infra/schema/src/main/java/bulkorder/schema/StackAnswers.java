package bulkorder.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Puts answers where CloudFormation waits for them, again where that fails. */
@ApplicationScoped
public class StackAnswers {

  private static final Logger LOG = Logger.getLogger(StackAnswers.class);

  private static final int ATTEMPTS_MAX = 5;
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** How long all attempts take at most, with something over. */
  static final Duration AT_LONGEST = ATTEMPT_TIMEOUT.plus(PAUSE).multipliedBy(ATTEMPTS_MAX + 1);

  private final ObjectMapper json;
  private final Duration pause;

  @Inject
  StackAnswers(ObjectMapper json) {
    this(json, PAUSE);
  }

  StackAnswers(ObjectMapper json, Duration pause) {
    this.json = json;
    this.pause = pause;
  }

  /**
   * Returns once the answer was taken.
   *
   * @throws IllegalStateException if it was not; the address, which is signed, is not told
   */
  void put(URI url, MigrationAnswer answer) {
    // No content type: the address is signed for a request without one.
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(ATTEMPT_TIMEOUT)
            .PUT(BodyPublishers.ofByteArray(asJson(answer)))
            .build();
    try (var http = HttpClient.newBuilder().connectTimeout(ATTEMPT_TIMEOUT).build()) {
      for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
        if (taken(http, request)) {
          return;
        }
        Thread.sleep(pause);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before CloudFormation had its answer");
    }
    throw new IllegalStateException(
        "CloudFormation did not take the answer in %d attempts".formatted(ATTEMPTS_MAX));
  }

  private static boolean taken(HttpClient http, HttpRequest request) throws InterruptedException {
    try {
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      if (status / 100 == 2) {
        return true;
      }
      LOG.warnf("CloudFormation answered with status %d", status);
    } catch (IOException failure) {
      LOG.warnf("CloudFormation was not reached: %s", failure.getClass().getSimpleName());
    }
    return false;
  }

  private byte[] asJson(MigrationAnswer answer) {
    try {
      return json.writeValueAsBytes(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the answer cannot be written", e);
    }
  }
}
