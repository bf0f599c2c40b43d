package bulkorder.ledger.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.encryption.KeyProvider.WrappedKey;
import bulkorder.ledger.encryption.Sealing.SealedForm;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionTest {

  private static final ClientId DEMO = new ClientId("demo");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] KEY = new byte[32];
  private static final String OLD = "old:" + base64(1);
  private static final String NEW = "new:" + base64(2);
  private static final byte[] TEXT = "山田 太郎".getBytes(StandardCharsets.UTF_8);

  private final Sealing sealing = new Sealing(DEMO, 7, KEY, RANDOM);
  private final AesGcm cipher = new AesGcm(KEY, RANDOM);

  @Test
  void what_was_sealed_is_opened_by_its_key_client_and_field_alone() {
    byte[] sealed = sealing.seal(SealedField.PERSONAL, TEXT);

    assertThat(SealedForm.dataKeyId(sealed)).isEqualTo(7);
    assertThat(open(sealed, SealedField.PERSONAL, "demo")).isEqualTo(TEXT);
    assertThatIllegalStateException().isThrownBy(() -> open(sealed, SealedField.SOURCE, "demo"));
    assertThatIllegalStateException().isThrownBy(() -> open(sealed, SealedField.PERSONAL, "acme"));
    byte[] otherKey = new byte[32];
    otherKey[0] = 1;
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                new AesGcm(otherKey, RANDOM)
                    .open(SealedForm.HEAD_BYTES, SealedField.PERSONAL.context("demo"), sealed));
  }

  @Test
  void a_change_of_any_byte_is_noticed() {
    byte[] sealed = sealing.seal(SealedField.PERSONAL, TEXT);
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatIllegalStateException()
          .as("byte %d", i)
          .isThrownBy(() -> open(changed, SealedField.PERSONAL, "demo"));
    }
  }

  @Test
  void no_nonce_comes_twice() {
    Set<String> nonces = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      byte[] sealed = sealing.seal(SealedField.SOURCE, TEXT);
      nonces.add(Base64.getEncoder().encodeToString(Arrays.copyOfRange(sealed, 9, 21)));
    }
    assertThat(nonces).hasSize(1000);
  }

  @Test
  void the_first_key_wraps_and_every_key_unwraps() {
    WrappedKey before = new LocalKeyProvider(OLD, RANDOM).wrap(DEMO, KEY);
    var rotated = new LocalKeyProvider(NEW + ", " + OLD, RANDOM);

    assertThat(rotated.unwrap(DEMO, before)).isEqualTo(KEY);
    assertThat(rotated.present()).isEqualTo("new");
    assertThat(rotated.wrap(DEMO, KEY).masterKey()).isEqualTo("new");
    assertThatIllegalStateException()
        .isThrownBy(() -> new LocalKeyProvider(NEW, RANDOM).unwrap(DEMO, before))
        .withMessage("there is no encryption key \"old\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "key", "k:short", "k:AAAA", "k:***"})
  void a_key_that_is_none_is_refused_and_not_repeated(String configured) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LocalKeyProvider(configured, RANDOM))
        .withMessageStartingWith("an encryption key")
        .withMessageNotContaining("***");
  }

  private byte[] open(byte[] sealed, SealedField field, String clientId) {
    SealedForm.dataKeyId(sealed);
    return cipher.open(SealedForm.HEAD_BYTES, field.context(clientId), sealed);
  }

  private static String base64(int first) {
    byte[] key = new byte[32];
    key[0] = (byte) first;
    return Base64.getEncoder().encodeToString(key);
  }
}
