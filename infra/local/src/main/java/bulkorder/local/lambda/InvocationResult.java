package bulkorder.local.lambda;

import java.time.Duration;

/** What became of an invocation. */
public sealed interface InvocationResult {

  /** The function answered; the payload is its JSON. */
  record Succeeded(String payload) implements InvocationResult {}

  /** The function reported an error. */
  record FunctionError(String type, String message) implements InvocationResult {}

  /** The function did not answer within its timeout, and its process was killed. */
  record TimedOut(Duration timeout) implements InvocationResult {}

  /** The function's process ended without an answer. */
  record Crashed(String reason) implements InvocationResult {}
}
