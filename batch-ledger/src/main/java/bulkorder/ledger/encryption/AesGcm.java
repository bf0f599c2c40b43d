package bulkorder.ledger.encryption;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256 in Galois/Counter Mode with a random nonce of 96 bits and a tag of 128 (NIST SP 800-38D).
 * One key may seal 2³² messages. Not for use by more than one thread at once.
 */
final class AesGcm {

  static final int KEY_BYTES = 32;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final int NONCES_AT_ONCE = 256;

  private final SecretKeySpec key;
  private final Cipher cipher;
  private final SecureRandom random;
  private final byte[] nonces = new byte[NONCES_AT_ONCE * NONCE_BYTES];
  private int nextNonce = nonces.length;

  AesGcm(byte[] key, SecureRandom random) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "a key has %d bytes, not %d".formatted(KEY_BYTES, key.length));
    }
    this.key = new SecretKeySpec(key, "AES");
    this.random = random;
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  /**
   * Seals a text.
   *
   * @param head stands before what is sealed and is as good as sealed with it
   * @param context must be the same when it is opened
   * @return head, nonce, ciphertext and tag
   */
  byte[] seal(byte[] head, byte[] context, byte[] plain) {
    int nonceAt = head.length;
    byte[] sealed = new byte[nonceAt + NONCE_BYTES + plain.length + TAG_BYTES];
    System.arraycopy(head, 0, sealed, 0, nonceAt);
    drawNonce(sealed, nonceAt);
    try {
      begin(Cipher.ENCRYPT_MODE, sealed, nonceAt, context);
      cipher.doFinal(plain, 0, plain.length, sealed, nonceAt + NONCE_BYTES);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a field cannot be sealed", e);
    }
  }

  /**
   * Opens what was sealed.
   *
   * @throws IllegalStateException if it was sealed with another key or context, or was changed
   */
  byte[] open(int headBytes, byte[] context, byte[] sealed) {
    try {
      begin(Cipher.DECRYPT_MODE, sealed, headBytes, context);
      int from = headBytes + NONCE_BYTES;
      return cipher.doFinal(sealed, from, sealed.length - from);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException("a sealed field cannot be opened", e);
    }
  }

  private void begin(int mode, byte[] sealed, int headBytes, byte[] context)
      throws GeneralSecurityException {
    cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, sealed, headBytes, NONCE_BYTES));
    cipher.updateAAD(ByteBuffer.wrap(sealed, 0, headBytes));
    cipher.updateAAD(context);
  }

  private void drawNonce(byte[] target, int offset) {
    if (nextNonce == nonces.length) {
      random.nextBytes(nonces);
      nextNonce = 0;
    }
    System.arraycopy(nonces, nextNonce, target, offset, NONCE_BYTES);
    nextNonce += NONCE_BYTES;
  }
}
