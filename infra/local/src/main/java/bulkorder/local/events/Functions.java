package bulkorder.local.events;

import bulkorder.local.lambda.InvocationResult;
import java.io.IOException;

/** Who runs functions: the Lambda service, or a test's own. */
@FunctionalInterface
public interface Functions {
  /**
   * Invokes the function and waits for what becomes of it.
   *
   * @throws IOException if it cannot be started
   */
  InvocationResult invoke(String function, String payload) throws IOException, InterruptedException;
}
