package bulkorder.local.lambda;

import java.io.IOException;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The processes of one function, started when they are first needed. */
final class FunctionPool implements AutoCloseable {
  private final FunctionDefinition function;
  private final LambdaSettings settings;
  private final ProcessLauncher launcher;
  private final Semaphore copies;
  private final Deque<FunctionProcess> idle = new ConcurrentLinkedDeque<>();
  private final Set<FunctionProcess> all = ConcurrentHashMap.newKeySet();
  private final Backoff backoff = new Backoff();
  private final CountDownLatch closed = new CountDownLatch(1);

  FunctionPool(FunctionDefinition function, LambdaSettings settings, ProcessLauncher launcher) {
    this.function = function;
    this.settings = settings;
    this.launcher = launcher;
    this.copies = new Semaphore(settings.copiesMax(), true);
  }

  /** Waits for a free process, starting one if there may be more, and invokes it. */
  InvocationResult invoke(String payload) throws IOException, InterruptedException {
    copies.acquire();
    try {
      var process = process();
      var result = process.invoke(payload, function.timeout());
      giveBack(process);
      return result;
    } finally {
      copies.release();
    }
  }

  /** Starts a process and waits until it is ready, unless there is one already. */
  void prewarm() throws IOException, InterruptedException {
    copies.acquire();
    try {
      var process = process();
      process.awaitReady();
      giveBack(process);
    } finally {
      copies.release();
    }
  }

  List<Long> processIds() {
    return all.stream().filter(FunctionProcess::isAlive).map(FunctionProcess::pid).toList();
  }

  private FunctionProcess process() throws IOException, InterruptedException {
    for (var process = idle.poll(); process != null; process = idle.poll()) {
      if (process.isAlive()) {
        return process;
      }
      discard(process);
    }
    if (closed.await(backoff.delay().toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException(function.name() + " is not started, as the system stops");
    }
    var started = FunctionProcess.start(function, settings, launcher);
    all.add(started);
    return started;
  }

  private void giveBack(FunctionProcess process) {
    if (process.isAlive()) {
      backoff.worked();
      idle.push(process);
    } else {
      discard(process);
    }
  }

  private void discard(FunctionProcess process) {
    backoff.crashed();
    all.remove(process);
    process.close();
  }

  @Override
  public void close() {
    closed.countDown();
    all.parallelStream().forEach(FunctionProcess::close);
  }
}
