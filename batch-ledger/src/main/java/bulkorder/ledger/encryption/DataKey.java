package bulkorder.ledger.encryption;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.encryption.Sealing.SealedForm;
import java.security.SecureRandom;

/**
 * A data key, ready to seal and open single values, for one thread after the other: to make it
 * ready costs as much as to open.
 */
final class DataKey {

  private final long dataKeyId;
  private final byte[] key;
  private final SecureRandom random;
  private final AesGcm cipher;

  DataKey(long dataKeyId, byte[] key, SecureRandom random) {
    this.dataKeyId = dataKeyId;
    this.key = key;
    this.random = random;
    this.cipher = new AesGcm(key, random);
  }

  long dataKeyId() {
    return dataKeyId;
  }

  synchronized byte[] seal(ClientId clientId, SealedField field, byte[] plain) {
    return cipher.seal(SealedForm.head(dataKeyId), field.context(clientId.value()), plain);
  }

  /**
   * Opens a value that was sealed under this key.
   *
   * @throws IllegalStateException if it was sealed for another client or field, or was changed
   */
  synchronized byte[] open(ClientId clientId, SealedField field, byte[] sealed) {
    return cipher.open(SealedForm.HEAD_BYTES, field.context(clientId.value()), sealed);
  }

  /** To seal many values on one thread. */
  Sealing sealing(ClientId clientId) {
    return new Sealing(clientId, dataKeyId, key, random);
  }
}
