package bulkorder.ledger.idempotency;

import bulkorder.ledger.ClientId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A caller's name for one request, which it sends again where it got no answer.
 *
 * @param clientId whose it is; another client's same text is another key
 * @param text 1 to {@value #CHARS_MAX} visible characters of ASCII
 */
public record IdempotencyKey(ClientId clientId, String text) {

  /** The most characters of a key. */
  public static final int CHARS_MAX = 255;

  private static final Pattern ALLOWED = Pattern.compile("[!-~]{1," + CHARS_MAX + "}");

  /**
   * @throws IllegalArgumentException if the text is no key; it is not repeated
   */
  public IdempotencyKey {
    if (!ALLOWED.matcher(text).matches()) {
      throw new IllegalArgumentException("not an idempotency key");
    }
  }

  /** The key that a text from outside is, if it is one. */
  public static Optional<IdempotencyKey> parse(ClientId clientId, String text) {
    return ALLOWED.matcher(text).matches()
        ? Optional.of(new IdempotencyKey(clientId, text))
        : Optional.empty();
  }

  byte[] hash() {
    return Sha256.of(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Does not tell it: callers put into it what they like. */
  @Override
  public String toString() {
    return "a key of " + clientId;
  }
}
