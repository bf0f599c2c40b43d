package bulkorder.ledger.operations;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** By which names operators know a function. */
@ConfigMapping(prefix = "bulkorder")
public interface OperationsConfig {

  /** The stack that the function belongs to: a dimension of every metric. */
  @WithDefault("local")
  String stack();

  /** Which of a module's handlers this process runs; its stage, for metrics. */
  @WithDefault("${quarkus.lambda.handler:status}")
  String handler();

  /**
   * Rows a second that the system is made for, while nothing else limits it. Less than half of it
   * raises an alarm while work waits.
   */
  @WithDefault("200")
  double rowsPerSecond();
}
