package bulkorder.local.lambda;

import java.nio.file.Path;
import java.util.Map;

/**
 * What all functions share.
 *
 * @param runtimeJars directory of the runtime interface client's jars, which Lambda's Java image
 *     holds
 * @param codeDirectory where artifacts are unpacked; kept between runs
 * @param logDirectory where each function's output goes
 * @param environment variables of every function: region, credentials, endpoints
 * @param copiesMax processes of one function at most
 * @param startCache what becomes of the artifacts' start caches
 * @param surroundings what processes live in
 */
public record LambdaSettings(
    Path runtimeJars,
    Path codeDirectory,
    Path logDirectory,
    Map<String, String> environment,
    int copiesMax,
    StartCache startCache,
    Surroundings surroundings) {
  private static final int COPIES_LIMIT = 64;

  /** Copies the environment; refuses a number of copies that no machine carries. */
  public LambdaSettings {
    environment = Map.copyOf(environment);
    if (copiesMax < 1 || copiesMax > COPIES_LIMIT) {
      throw new IllegalArgumentException(
          "a function has 1 to %d copies, not %d".formatted(COPIES_LIMIT, copiesMax));
    }
  }
}
