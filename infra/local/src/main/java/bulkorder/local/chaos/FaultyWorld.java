package bulkorder.local.chaos;

import bulkorder.local.Interference;
import bulkorder.local.lambda.Surroundings;
import bulkorder.standins.ObjectCreated;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts proxies around every process and before the event sources, and asks a director. */
final class FaultyWorld implements Interference, AutoCloseable {
  private final Weather weather = new Weather();
  private final Set<WatchedProcess> processes = ConcurrentHashMap.newKeySet();
  private volatile Director director = Director.NONE;
  private volatile ObjectNews objects = (created, listener) -> listener.accept(created);
  private volatile @Nullable World world;
  private volatile @Nullable HttpProxy eventSources;

  /** Decides when and how often a listener hears of an object. */
  @FunctionalInterface
  interface ObjectNews {
    void created(ObjectCreated created, Consumer<ObjectCreated> listener);
  }

  /** Asks this one from now on. */
  void directedBy(Director next) {
    director = next;
  }

  /** Tells of objects as this one does from now on. */
  void tellingOfObjects(ObjectNews next) {
    objects = next;
  }

  Weather weather() {
    return weather;
  }

  /** Where things really are, once the system has started. */
  World world() {
    var known = world;
    if (known == null) {
      throw new IllegalStateException("the system has not started");
    }
    return known;
  }

  /** The processes of a function that are alive. */
  List<WatchedProcess> processes(String function) {
    return processes.stream()
        .filter(process -> process.function().equals(function) && process.isAlive())
        .toList();
  }

  /** Ends every connection with the database. */
  void cutDatabase() {
    processes.forEach(WatchedProcess::cutDatabase);
  }

  @Override
  public Surroundings around(World real) {
    world = real;
    return function -> {
      var process = WatchedProcess.about(function, real, weather, this::direct, processes::remove);
      processes.add(process);
      return process;
    };
  }

  @Override
  public URI queuesOfEventSources(World real) {
    try {
      var proxy =
          HttpProxy.start(
              real, weather, (site, phase) -> direct(new Passage(site, phase, null, null, 0)));
      eventSources = proxy;
      return proxy.endpoint();
    } catch (IOException failure) {
      throw new UncheckedIOException("there is no port for the event sources' proxy", failure);
    }
  }

  @Override
  public void objectCreated(ObjectCreated created, Consumer<ObjectCreated> listener) {
    objects.created(created, listener);
  }

  private Action direct(Passage passage) {
    return director.at(passage);
  }

  @Override
  public void close() {
    var proxy = eventSources;
    if (proxy != null) {
      proxy.close();
    }
  }
}
