package bulkorder.local.lambda;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The variables that a function's process sees: its own, and those that Lambda sets. */
final class FunctionEnvironment {
  private FunctionEnvironment() {}

  static Map<String, String> of(
      FunctionDefinition function, LambdaSettings settings, Path taskRoot, int apiPort) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    environment.put("LANG", "en_US.UTF-8");
    environment.put("TZ", ":UTC");
    environment.putAll(settings.environment());
    environment.putAll(function.environment());
    environment.put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + apiPort);
    environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    environment.put(
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    environment.put("LAMBDA_TASK_ROOT", taskRoot.toString());
    environment.put("_HANDLER", function.handler());
    return environment;
  }
}
