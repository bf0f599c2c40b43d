package bulkorder.ledger.encryption;

import bulkorder.ledger.BoundedMap;
import bulkorder.ledger.encryption.StoredKeys.StoredKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/** Data keys by their ids. Unwrapping may be a call over the network: those in use stay at hand. */
@ApplicationScoped
class UnwrappedKeys {

  private static final int AT_HAND_MAX = 1000;

  private final StoredKeys storedKeys;
  private final KeyProvider provider;
  private final SecureRandom random;
  private final Map<Long, DataKey> atHand =
      Collections.synchronizedMap(new BoundedMap<>(AT_HAND_MAX));

  UnwrappedKeys(StoredKeys storedKeys, KeyProvider provider, SecureRandom random) {
    this.storedKeys = storedKeys;
    this.provider = provider;
    this.random = random;
  }

  /**
   * A data key of the ledger.
   *
   * @throws IllegalStateException if the ledger has none with that id
   */
  DataKey find(long dataKeyId) {
    return atHand(dataKeyId).orElseGet(() -> unwrap(stored(dataKeyId)));
  }

  /** A data key that was found in the ledger. */
  DataKey of(StoredKey stored) {
    return atHand(stored.dataKeyId()).orElseGet(() -> unwrap(stored));
  }

  private Optional<DataKey> atHand(long dataKeyId) {
    return Optional.ofNullable(atHand.get(dataKeyId));
  }

  private StoredKey stored(long dataKeyId) {
    return storedKeys
        .find(dataKeyId)
        .orElseThrow(
            () -> new IllegalStateException("there is no data key %d".formatted(dataKeyId)));
  }

  private DataKey unwrap(StoredKey stored) {
    var dataKey =
        new DataKey(
            stored.dataKeyId(), provider.unwrap(stored.clientId(), stored.wrapped()), random);
    keep(dataKey);
    return dataKey;
  }

  /** A data key that is in the ledger now. */
  void keep(DataKey dataKey) {
    atHand.put(dataKey.dataKeyId(), dataKey);
  }
}
