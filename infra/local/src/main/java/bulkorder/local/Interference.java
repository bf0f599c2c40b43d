package bulkorder.local;

import bulkorder.local.lambda.Surroundings;
import bulkorder.standins.ObjectCreated;
import java.net.URI;
import java.util.function.Consumer;

/** What stands between the parts of a system: by itself nothing, else a source of faults. */
public interface Interference {
  /** Nothing. */
  Interference NONE = new Interference() {};

  /**
   * Where the stand-ins really are.
   *
   * @param restartDatabase stops the database and starts it again, where it was
   */
  record World(int databasePort, URI queues, URI payments, URI mail, Runnable restartDatabase) {}

  /** What functions' processes live in. Called once, before the first of them starts. */
  default Surroundings around(World world) {
    return Surroundings.PLAIN;
  }

  /** Where event sources find the queues. Called after {@link #around}. */
  default URI queuesOfEventSources(World world) {
    return world.queues();
  }

  /** Tells of a new object, once, now; or otherwise. */
  default void objectCreated(ObjectCreated created, Consumer<ObjectCreated> listener) {
    listener.accept(created);
  }
}
