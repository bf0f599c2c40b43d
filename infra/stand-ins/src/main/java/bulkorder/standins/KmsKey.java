package bulkorder.standins;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A symmetric key, whose bytes stay here. What it makes begins with its ARN, as a blob of KMS's
 * does.
 */
final class KmsKey {

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String TRANSFORMATION = "AES/GCM/NoPadding";

  private final String arn;
  private final SecureRandom random;
  private final SecretKeySpec key;
  private volatile boolean enabled = true;

  KmsKey(String arn, SecureRandom random) {
    this.arn = arn;
    this.random = random;
    this.key = new SecretKeySpec(bytes(KEY_BYTES), "AES");
  }

  String arn() {
    return arn;
  }

  boolean enabled() {
    return enabled;
  }

  void disable() {
    enabled = false;
  }

  byte[] encrypt(byte[] plain, Map<String, String> context) {
    byte[] nonce = bytes(NONCE_BYTES);
    var blob = new ByteArrayOutputStream();
    byte[] name = arn.getBytes(StandardCharsets.UTF_8);
    blob.write(name.length);
    blob.writeBytes(name);
    blob.writeBytes(nonce);
    try {
      blob.writeBytes(cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(plain));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key of the stand-in does not encrypt", e);
    }
    return blob.toByteArray();
  }

  byte[] decrypt(byte[] blob, Map<String, String> context) {
    try {
      int from = 1 + blob[0];
      byte[] nonce = Arrays.copyOfRange(blob, from, from + NONCE_BYTES);
      byte[] sealed = Arrays.copyOfRange(blob, from + NONCE_BYTES, blob.length);
      return cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(sealed);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new KmsRefusal("InvalidCiphertextException", "");
    }
  }

  /** The ARN of the key that made a blob, or what else it begins with. */
  static String arnOf(byte[] blob) {
    int length = blob.length == 0 ? 0 : Math.clamp(blob[0], 0, blob.length - 1);
    return new String(blob, Math.min(1, blob.length), length, StandardCharsets.UTF_8);
  }

  private Cipher cipher(int mode, byte[] nonce, Map<String, String> context)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance(TRANSFORMATION);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(Json.bytes(new TreeMap<>(context)));
    return cipher;
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
