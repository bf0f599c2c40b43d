package bulkorder.ledger.encryption;

import bulkorder.ledger.ClientId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Seals many values of a client under one data key. Not for use by more than one thread. */
public final class Sealing {

  private final byte[] head;
  private final AesGcm cipher;
  private final Map<SealedField, byte[]> contexts = new EnumMap<>(SealedField.class);

  Sealing(ClientId clientId, long dataKeyId, byte[] dataKey, SecureRandom random) {
    this.head = SealedForm.head(dataKeyId);
    this.cipher = new AesGcm(dataKey, random);
    for (SealedField field : SealedField.values()) {
      contexts.put(field, field.context(clientId.value()));
    }
  }

  /** Seals a value for a field. */
  public byte[] seal(SealedField field, byte[] plain) {
    return cipher.seal(head, Objects.requireNonNull(contexts.get(field)), plain);
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
