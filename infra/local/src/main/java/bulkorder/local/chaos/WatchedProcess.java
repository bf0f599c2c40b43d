package bulkorder.local.chaos;

import bulkorder.local.Interference.World;
import bulkorder.local.lambda.Surroundings;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One process of a function, which reaches database, queues, provider and mail through proxies of
 * its own: whatever passes them is its.
 */
final class WatchedProcess implements Surroundings.Stay {
  private static final int DEATH_SECONDS_MAX = 10;

  private final String function;
  private final World world;
  private final Director director;
  private final Runnable gone;
  private final PostgresProxy database;
  private final HttpProxy http;
  private volatile @Nullable ProcessHandle process;
  private volatile @Nullable Work work;

  private WatchedProcess(
      String function, World world, Weather weather, Director director, Gone gone)
      throws IOException {
    this.function = function;
    this.world = world;
    this.director = director;
    this.gone = () -> gone.left(this);
    this.database = PostgresProxy.start(world.databasePort(), weather, this::passCommit);
    this.http = HttpProxy.start(world, weather, this::pass);
  }

  /** Told when a process is not there any more. */
  @FunctionalInterface
  interface Gone {
    void left(WatchedProcess process);
  }

  /** Opens the proxies of a process that is about to start. */
  static WatchedProcess about(
      String function, World world, Weather weather, Director director, Gone gone)
      throws IOException {
    return new WatchedProcess(function, world, weather, director, gone);
  }

  String function() {
    return function;
  }

  /** What it works on; null before its first invocation. */
  @Nullable Work work() {
    return work;
  }

  /** Each address of a stand-in becomes that of a proxy. */
  @Override
  public Map<String, String> environment(Map<String, String> environment) {
    Map<String, String> through = new HashMap<>();
    environment.forEach((name, value) -> through.put(name, through(value)));
    return through;
  }

  private String through(String value) {
    String proxy = http.endpoint().getAuthority();
    return value
        .replace(
            "//127.0.0.1:" + world.databasePort() + "/", "//127.0.0.1:" + database.port() + "/")
        .replace(world.queues().getAuthority(), proxy)
        .replace(world.payments().getAuthority(), proxy)
        .replace(world.mail().getAuthority(), proxy);
  }

  @Override
  public void started(ProcessHandle started) {
    process = started;
  }

  @Override
  public void invoked(String payload) {
    work = Work.of(payload);
  }

  /** Kills the process outright and waits until it is gone. */
  void kill() {
    var victim = process;
    if (victim == null) {
      return;
    }
    victim.destroyForcibly();
    try {
      victim.onExit().get(DEATH_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException failure) {
      throw new IllegalStateException("a process of " + function + " does not die", failure);
    }
  }

  boolean isAlive() {
    var handle = process;
    return handle != null && handle.isAlive();
  }

  /** Ends its connections with the database. */
  void cutDatabase() {
    database.cut();
  }

  private boolean passCommit(Phase phase) {
    return switch (pass(Site.COMMIT, phase)) {
      case Action.Cut _, Action.Refuse _ -> false;
      case Action.GoOn _, Action.HoldBack _, Action.Repeat _, Action.Delay _ -> true;
    };
  }

  private Action pass(Site site, Phase phase) {
    var current = work;
    int ordinal = current == null ? 0 : current.next(site, phase);
    return director.at(new Passage(site, phase, this, current, ordinal));
  }

  @Override
  public void close() {
    gone.run();
    database.close();
    http.close();
  }
}
