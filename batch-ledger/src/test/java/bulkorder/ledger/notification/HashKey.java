package bulkorder.ledger.notification;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A key of the hashes of addresses. */
public class HashKey implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    return Map.of("bulkorder.address-hash-key", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoxMjM0NTY=");
  }

  @Override
  public void stop() {}
}
