package bulkorder.payment;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A function that waits for nothing longer than a test can. */
public final class Impatient implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "bulkorder.payment-calls-max", "4",
        "bulkorder.payment-faults.retry-delay", "PT0.01S",
        "quarkus.rest-client.payment-service.read-timeout", "700");
  }
}
