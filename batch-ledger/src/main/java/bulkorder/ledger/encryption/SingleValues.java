package bulkorder.ledger.encryption;

import bulkorder.ledger.ClientId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Seals values that come one by one, under a data key of their client that this copy of the
 * function uses for an hour: a key for each would be a row, and a call of the key provider, for
 * each.
 */
@ApplicationScoped
public class SingleValues {

  private static final Duration KEY_USED_MAX = Duration.ofHours(1);
  private static final int CLIENTS_MAX = 100;

  private record InUse(Sealing sealing, Instant until) {}

  private final DataKeys dataKeys;
  private final InstantSource clock;
  private final Map<ClientId, InUse> inUse =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ClientId, InUse> eldest) {
          return size() > CLIENTS_MAX;
        }
      };

  SingleValues(DataKeys dataKeys, InstantSource clock) {
    this.dataKeys = dataKeys;
    this.clock = clock;
  }

  /** Seals a value for a field. */
  public byte[] seal(ClientId clientId, SealedField field, byte[] plain) {
    Sealing sealing = sealing(clientId);
    synchronized (sealing) {
      return sealing.seal(field, plain);
    }
  }

  private synchronized Sealing sealing(ClientId clientId) {
    Instant now = clock.instant();
    InUse known = inUse.get(clientId);
    if (known != null && now.isBefore(known.until())) {
      return known.sealing();
    }
    Sealing begun = dataKeys.beginForGood(clientId);
    inUse.put(clientId, new InUse(begun, now.plus(KEY_USED_MAX)));
    return begun;
  }
}
