package bulkorder.ledger.encryption;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.encryption.Sealing.SealedForm;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/** What one copy of a function has at hand of the ledger's keys. */
final class CopyOfAFunction {

  private static final byte[] TEXT = {1, 2, 3};

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final InstantSource clock = now::get;
  private final UnwrappedKeys unwrappedKeys;
  private final PresentKeys presentKeys;

  CopyOfAFunction(
      StoredKeys storedKeys, KeyProvider provider, TransactionSynchronizationRegistry registry) {
    var random = new SecureRandom();
    this.unwrappedKeys = new UnwrappedKeys(storedKeys, provider, random);
    this.presentKeys =
        new PresentKeys(storedKeys, unwrappedKeys, provider, registry, random, clock);
  }

  void letTimePass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  /** The sealed form of a text, in a transaction of its own. */
  byte[] seal(ClientId clientId) {
    return QuarkusTransaction.requiringNew().call(() -> sealHere(clientId));
  }

  /** The sealed form of a text, in the transaction that is open. */
  byte[] sealHere(ClientId clientId) {
    return presentKeys.of(clientId).seal(clientId, SealedField.PERSONAL, TEXT);
  }

  /** Whether a sealed value is what {@link #seal} made of its text. */
  boolean opens(ClientId clientId, byte[] sealed) {
    byte[] opened =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    unwrappedKeys
                        .find(SealedForm.dataKeyId(sealed))
                        .open(clientId, SealedField.PERSONAL, sealed));
    return Arrays.equals(opened, TEXT);
  }
}
