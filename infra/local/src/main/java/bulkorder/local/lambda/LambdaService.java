package bulkorder.local.lambda;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Runs functions: each invocation goes to a process of its function, which is started when it is
 * first needed and again when it has died.
 */
public final class LambdaService implements AutoCloseable {
  /** Processes that start at the same time: more than the cores would only make each slower. */
  private static final int STARTS_AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final ProcessLauncher launcher = new ProcessLauncher();
  private final Map<String, FunctionPool> pools;
  private final Thread stopAtExit = new Thread(this::stopProcesses, "stop-functions");

  /** Knows the functions, and starts none yet. */
  public LambdaService(LambdaSettings settings, List<FunctionDefinition> functions) {
    pools =
        functions.stream()
            .collect(
                toMap(
                    FunctionDefinition::name,
                    function -> new FunctionPool(function, settings, launcher)));
    Runtime.getRuntime().addShutdownHook(stopAtExit);
  }

  /**
   * Invokes the function and waits for what becomes of it.
   *
   * @throws IOException if its process cannot be started
   */
  public InvocationResult invoke(String function, String payload)
      throws IOException, InterruptedException {
    return pool(function).invoke(payload);
  }

  /**
   * Starts a process of each function, in the order given, and waits until all are ready.
   *
   * @throws IOException if one cannot be started
   */
  public void prewarm(List<String> functions) throws IOException, InterruptedException {
    var starts = new Semaphore(STARTS_AT_ONCE, true);
    List<Future<String>> started = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var function : functions) {
        starts.acquire();
        started.add(executor.submit(() -> prewarm(function, starts)));
      }
      for (var start : started) {
        start.get();
      }
    } catch (ExecutionException failure) {
      throw new IOException("a function cannot be started", failure.getCause());
    }
  }

  private String prewarm(String function, Semaphore starts)
      throws IOException, InterruptedException {
    try {
      pool(function).prewarm();
      return function;
    } finally {
      starts.release();
    }
  }

  /** The processes of the function that are alive now. */
  public List<Long> processIds(String function) {
    return pool(function).processIds();
  }

  /** The names of all functions. */
  public Set<String> functions() {
    return pools.keySet();
  }

  private FunctionPool pool(String function) {
    var pool = pools.get(function);
    if (pool == null) {
      throw new IllegalArgumentException("there is no function " + function);
    }
    return pool;
  }

  private void stopProcesses() {
    pools.values().parallelStream().forEach(FunctionPool::close);
  }

  /** Stops every process. */
  @Override
  public void close() {
    stopProcesses();
    launcher.close();
    try {
      Runtime.getRuntime().removeShutdownHook(stopAtExit);
    } catch (IllegalStateException _) {
      return; // The machine is going down already, and the hook runs or has run.
    }
  }
}
