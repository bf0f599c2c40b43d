package bulkorder.payment;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** A function for which Stripe takes the money, and which waits for nothing long. */
public final class StripeChosen implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "bulkorder.payment-provider", "STRIPE",
        "bulkorder.payment-faults.retry-delay", "PT0.01S");
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(StripeStandIn.class));
  }
}
