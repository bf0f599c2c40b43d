package bulkorder.ledger.encryption;

import bulkorder.ledger.ClientId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** Seals the fields of one import under its data key. Not for use by more than one thread. */
public final class Sealing {

  private final byte[] head;
  private final AesGcm cipher;
  private final byte[] personal;
  private final byte[] source;

  Sealing(ClientId clientId, long dataKeyId, byte[] dataKey, SecureRandom random) {
    this.head = SealedForm.head(dataKeyId);
    this.cipher = new AesGcm(dataKey, random);
    this.personal = SealedField.PERSONAL.context(clientId.value());
    this.source = SealedField.SOURCE.context(clientId.value());
  }

  /** Seals a value for a field. */
  public byte[] seal(SealedField field, byte[] plain) {
    return cipher.seal(
        head,
        switch (field) {
          case PERSONAL -> personal;
          case SOURCE -> source;
        },
        plain);
  }

  /** The form of a sealed value: a version, the id of its data key, nonce, ciphertext and tag. */
  static final class SealedForm {

    static final int HEAD_BYTES = 1 + Long.BYTES;

    private static final byte VERSION = 1;

    private SealedForm() {}

    static byte[] head(long dataKeyId) {
      return ByteBuffer.allocate(HEAD_BYTES).put(VERSION).putLong(dataKeyId).array();
    }

    static long dataKeyId(byte[] sealed) {
      if (sealed.length <= HEAD_BYTES || sealed[0] != VERSION) {
        throw new IllegalStateException("a sealed field has an unknown form");
      }
      return ByteBuffer.wrap(sealed).getLong(1);
    }
  }
}
