package bulkorder.local.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A function as it is deployed.
 *
 * @param artifact its {@code function.zip}
 * @param handler what the template names; a native artifact has its handler built in
 * @param environment its own variables, to which those of Lambda itself are added
 */
public record FunctionDefinition(
    String name,
    String arn,
    Path artifact,
    String handler,
    int memoryMegabytes,
    Duration timeout,
    Map<String, String> environment) {

  /** Of a function's memory, the part that Java's heap may take: the rest is Java itself. */
  private static final int HEAP_PERCENT = 40;

  /** Copies the environment. */
  public FunctionDefinition {
    environment = Map.copyOf(environment);
  }

  int heapMegabytes() {
    return memoryMegabytes * HEAP_PERCENT / 100;
  }
}
