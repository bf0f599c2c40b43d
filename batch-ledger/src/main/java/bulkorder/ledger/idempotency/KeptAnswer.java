package bulkorder.ledger.idempotency;

import java.util.Map;
import java.util.Optional;

/**
 * What a request was answered with.
 *
 * @param status the HTTP status
 * @param headers those that matter
 * @param body empty where it was too large to be kept
 */
public record KeptAnswer(int status, Map<String, String> headers, Optional<String> body) {

  /** The most bytes of a body that is kept. */
  public static final int BODY_BYTES_MAX = 256 * 1024;

  /** Copies the headers. */
  public KeptAnswer {
    headers = Map.copyOf(headers);
  }

  /** Without what may be personal, so that it may be logged. */
  @Override
  public String toString() {
    return "answer " + status;
  }
}
