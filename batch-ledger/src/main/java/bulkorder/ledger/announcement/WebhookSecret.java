package bulkorder.ledger.announcement;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * The key that signs what a client's system is told, in the form of Standard Webhooks
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
 *
 * @param text {@code whsec_} and the key in Base64
 */
public record WebhookSecret(String text) {

  private static final String PREFIX = "whsec_";
  private static final int KEY_BYTES = 32;

  /**
   * @throws IllegalArgumentException if the text has another form; it does not repeat it
   */
  public WebhookSecret {
    if (!text.startsWith(PREFIX) || decoded(text).length < KEY_BYTES) {
      throw new IllegalArgumentException("not a webhook secret");
    }
  }

  /** A new secret, of 32 random bytes. */
  public static WebhookSecret next(SecureRandom random) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(key));
  }

  /** The key itself. */
  public byte[] key() {
    return decoded(text);
  }

  /** Does not tell it, so that it may be logged. */
  @Override
  public String toString() {
    return "webhook secret";
  }

  private static byte[] decoded(String text) {
    return Base64.getDecoder().decode(text.substring(PREFIX.length()));
  }
}
