package bulkorder.payment;

import bulkorder.standins.PaymentServer.Behaviour;
import bulkorder.standins.StripeServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stripe's stand-in, and what it says it has charged. */
public class StripeStandIn implements QuarkusTestResourceLifecycleManager {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static @Nullable StripeServer server;

  @Override
  public Map<String, String> start() {
    try {
      Path directory = Files.createTempDirectory("stripe");
      server = StripeServer.start(directory.resolve("intents.jsonl"), Behaviour.NONE);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return Map.of(
        "bulkorder.stripe.url",
        running().endpoint().toString(),
        "bulkorder.stripe.secret-key",
        "sk_test_1");
  }

  @Override
  public void stop() {
    running().close();
  }

  static StripeServer running() {
    return Objects.requireNonNull(server);
  }

  /** The intents that were made for an attempt. */
  static List<JsonNode> intentsOf(String attemptKey) throws IOException {
    return send(request("/v1/payment_intents?limit=100"))
        .path("data")
        .valueStream()
        .filter(intent -> intent.path("metadata").path("attempt_key").asText().equals(attemptKey))
        .toList();
  }

  static JsonNode post(String path, String form) throws IOException {
    return send(
        request(path)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(running().endpoint() + path))
        .header("Authorization", "Bearer sk_test_1")
        .header("Stripe-Version", "2024-06-20");
  }

  private static JsonNode send(HttpRequest.Builder request) throws IOException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return JSON.readTree(http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
