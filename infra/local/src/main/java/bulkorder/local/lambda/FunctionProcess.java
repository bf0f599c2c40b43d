package bulkorder.local.lambda;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One process of a function, with its Runtime API. Serves one invocation at a time. */
final class FunctionProcess implements AutoCloseable {
  /** Much more than Lambda's ten seconds: here all functions start at once, on few cores. */
  private static final Duration INIT_MAX = Duration.ofSeconds(90);

  private final Process process;
  private final RuntimeApi api;
  private final Surroundings.Stay stay;
  private final Duration stopMax;

  private FunctionProcess(
      Process process, RuntimeApi api, Surroundings.Stay stay, Duration stopMax) {
    this.process = process;
    this.api = api;
    this.stay = stay;
    this.stopMax = stopMax;
  }

  static FunctionProcess start(
      FunctionDefinition function, LambdaSettings settings, ProcessLauncher launcher)
      throws IOException, InterruptedException {
    var artifact = Artifact.unpack(function.artifact(), settings.codeDirectory());
    var stay = settings.surroundings().enter(function.name());
    var api = RuntimeApi.start(function.arn(), Clock.systemUTC());
    try {
      var builder = new ProcessBuilder(artifact.command(function, settings));
      builder.directory(artifact.directory().toFile());
      builder.environment().clear();
      builder
          .environment()
          .putAll(
              stay.environment(
                  FunctionEnvironment.of(function, settings, artifact.directory(), api.port())));
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log(function, settings)));
      var _ = api.ready().thenRun(stay::ready);
      var process = launcher.start(builder);
      stay.started(process.toHandle());
      var _ = process.onExit().thenAccept(ended -> api.end(crashed(ended)));
      return new FunctionProcess(process, api, stay, settings.startCache().stopMax());
    } catch (IOException | InterruptedException failure) {
      api.close();
      stay.close();
      throw failure;
    }
  }

  private static File log(FunctionDefinition function, LambdaSettings settings) throws IOException {
    Path directory = Files.createDirectories(settings.logDirectory());
    return directory.resolve(function.name() + ".log").toFile();
  }

  private static InvocationResult crashed(Process ended) {
    return new InvocationResult.Crashed("the process ended with status " + ended.exitValue());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Waits until the process asks for work, has ended, or has taken too long. */
  void awaitReady() throws InterruptedException {
    try {
      api.ready().get(INIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException _) {
      process.destroyForcibly();
    }
  }

  /** Invokes the function. A process that does not answer in time is killed. */
  InvocationResult invoke(String payload, Duration timeout) throws InterruptedException {
    var invocation = new Invocation(payload, timeout);
    awaitReady();
    stay.invoked(payload);
    var handover = Thread.startVirtualThread(() -> submit(invocation));
    try {
      invocation.taken().get(INIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
      return invocation.result().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      process.destroyForcibly();
      return new InvocationResult.TimedOut(timeout);
    } catch (ExecutionException failure) {
      throw new IllegalStateException("an invocation ends with a result", failure);
    } finally {
      handover.interrupt();
      stay.ended();
    }
  }

  private void submit(Invocation invocation) {
    try {
      api.submit(invocation);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks the process to stop, and makes it. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(stopMax.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    api.close();
    stay.close();
  }
}
