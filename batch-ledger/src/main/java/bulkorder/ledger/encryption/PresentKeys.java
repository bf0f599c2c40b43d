package bulkorder.ledger.encryption;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.KeptValues;
import bulkorder.ledger.encryption.StoredKeys.UsableKey;
import bulkorder.ledger.operations.AfterCommit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The data key under which each client's values are sealed at present: the newest that is not older
 * than a day and that the present master key wraps; where there is none, a new one.
 *
 * <p>A day bounds what one key seals: AES-GCM with random nonces allows 2³² values to a key, which
 * would be 49,000 a second of one client, all day.
 *
 * <p>A new key is made in the transaction that seals with it, so that neither is in the ledger
 * without the other, and others find it once that has committed. Two copies that make one at the
 * same time both use their own: all keys open what they sealed.
 */
@ApplicationScoped
class PresentKeys {

  private static final Duration AGE_MAX = Duration.ofDays(1);

  /** The master key may come to be another meanwhile. */
  private static final Duration AT_HAND_FOR = Duration.ofHours(1);

  private static final int CLIENTS_MAX = 1000;

  /** Under which a transaction holds the key that was made in it. */
  private record MadeHere(ClientId clientId) {}

  private final StoredKeys storedKeys;
  private final UnwrappedKeys unwrappedKeys;
  private final KeyProvider provider;
  private final TransactionSynchronizationRegistry transaction;
  private final SecureRandom random;
  private final InstantSource clock;
  private final KeptValues<ClientId, DataKey> atHand;

  PresentKeys(
      StoredKeys storedKeys,
      UnwrappedKeys unwrappedKeys,
      KeyProvider provider,
      TransactionSynchronizationRegistry transaction,
      SecureRandom random,
      InstantSource clock) {
    this.storedKeys = storedKeys;
    this.unwrappedKeys = unwrappedKeys;
    this.provider = provider;
    this.transaction = transaction;
    this.random = random;
    this.clock = clock;
    this.atHand = new KeptValues<>(CLIENTS_MAX, clock);
  }

  /** Of a client, for the transaction that is open. */
  DataKey of(ClientId clientId) {
    Instant now = clock.instant();
    return atHand
        .find(clientId)
        .or(() -> Optional.ofNullable((DataKey) transaction.getResource(new MadeHere(clientId))))
        .or(() -> stored(clientId, now))
        .orElseGet(() -> made(clientId, now));
  }

  private Optional<DataKey> stored(ClientId clientId, Instant now) {
    Optional<UsableKey> newest = storedKeys.newest(clientId, provider.present(), AGE_MAX);
    return newest.map(
        usable -> {
          DataKey key = unwrappedKeys.of(usable.key());
          atHand.keep(clientId, key, now.plus(shorter(usable.usableFor(), AT_HAND_FOR)));
          return key;
        });
  }

  private DataKey made(ClientId clientId, Instant now) {
    byte[] bytes = new byte[AesGcm.KEY_BYTES];
    random.nextBytes(bytes);
    long dataKeyId = storedKeys.add(clientId, provider.wrap(clientId, bytes));
    var key = new DataKey(dataKeyId, bytes, random);
    transaction.putResource(new MadeHere(clientId), key);
    transaction.registerInterposedSynchronization(
        new AfterCommit(
            () -> {
              unwrappedKeys.keep(key);
              atHand.keep(clientId, key, now.plus(AT_HAND_FOR));
            }));
    return key;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
