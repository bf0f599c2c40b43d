package bulkorder.status;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a request whose answer is a problem; it never means that something broke. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Refusal refusal;
  private final @Nullable Duration retryAfter;

  RefusedException(Refusal refusal, @Nullable Duration retryAfter) {
    super(refusal.code().name(), null, false, false);
    this.refusal = refusal;
    this.retryAfter = retryAfter;
  }

  Refusal refusal() {
    return refusal;
  }

  /** After how long the same request may be answered; null where that is not known. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
