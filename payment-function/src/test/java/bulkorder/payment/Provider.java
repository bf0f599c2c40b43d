package bulkorder.payment;

import bulkorder.standins.PaymentServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.enterprise.inject.spi.CDI;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The payment provider's stand-in, and what it says it has charged. */
public class Provider implements QuarkusTestResourceLifecycleManager {

  private static final PaymentServer.Behaviour FAILING = PaymentServer.Behaviour.failing(500);

  private static @Nullable PaymentServer server;

  @Override
  public Map<String, String> start() {
    try {
      Path directory = Files.createTempDirectory("provider");
      server = PaymentServer.start(directory.resolve("ledger.jsonl"), PaymentServer.Behaviour.NONE);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return Map.of("bulkorder.payment-service-url", running().endpoint().toString());
  }

  @Override
  public void stop() {
    running().close();
  }

  static void failsEveryCall() {
    behaves(FAILING);
  }

  static void behaves(PaymentServer.Behaviour behaviour) {
    running().behave(behaviour);
  }

  /** The most charges at a time since it last changed its ways. */
  static int callsAtOnceMax() {
    return running().callsAtOnceMax();
  }

  static URI endpoint() {
    return running().endpoint();
  }

  /** From now on, whatever failed before. */
  static void works() {
    CDI.current().select(CircuitBreakerMaintenance.class).get().resetAll();
    running().behave(PaymentServer.Behaviour.NONE);
  }

  /** How many charges the provider has taken for an order. */
  static long capturedFor(String orderId) throws IOException {
    return captured(payment -> payment.get("order_id").asText().equals(orderId));
  }

  /** How many charges the provider has taken. */
  static long capturedInAll() throws IOException {
    return captured(_ -> true);
  }

  private static long captured(Predicate<JsonNode> which) throws IOException {
    URI list = running().endpoint().resolve("/ledger?limit=10000");
    JsonNode payments = new ObjectMapper().readTree(list.toURL().openStream()).get("payments");
    long captured = 0;
    for (JsonNode payment : payments) {
      if (payment.get("status").asText().equals("captured") && which.test(payment)) {
        captured++;
      }
    }
    return captured;
  }

  private static PaymentServer running() {
    return Objects.requireNonNull(server);
  }
}
