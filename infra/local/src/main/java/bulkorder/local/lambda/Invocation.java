package bulkorder.local.lambda;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** One invocation on its way through a process. */
final class Invocation {
  private final String requestId = UUID.randomUUID().toString();
  private final String payload;
  private final Duration timeout;
  private final CompletableFuture<Void> taken = new CompletableFuture<>();
  private final CompletableFuture<InvocationResult> result = new CompletableFuture<>();

  Invocation(String payload, Duration timeout) {
    this.payload = payload;
    this.timeout = timeout;
  }

  String requestId() {
    return requestId;
  }

  String payload() {
    return payload;
  }

  Duration timeout() {
    return timeout;
  }

  /** Done when the process has asked for its next invocation and got this one. */
  CompletableFuture<Void> taken() {
    return taken;
  }

  CompletableFuture<InvocationResult> result() {
    return result;
  }

  /** Ends the invocation; later endings change nothing. */
  void end(InvocationResult outcome) {
    result.complete(outcome);
    taken.complete(null);
  }
}
