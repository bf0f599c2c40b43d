package bulkorder.ledger.idempotency;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** By which a request is known again: a hash of who sent it and of its method, path and body. */
public final class RequestPrint {

  private final byte[] hash;

  private RequestPrint(byte[] hash) {
    this.hash = hash;
  }

  /**
   * The print of a request.
   *
   * @param subject who sends it: nobody else is told its answer
   * @param pathAndQuery as the caller wrote it
   */
  public static RequestPrint of(String subject, String method, String pathAndQuery, byte[] body) {
    return new RequestPrint(Sha256.of(bytes(subject), bytes(method), bytes(pathAndQuery), body));
  }

  byte[] hash() {
    return hash;
  }

  boolean matches(byte[] other) {
    return Arrays.equals(hash, other);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
