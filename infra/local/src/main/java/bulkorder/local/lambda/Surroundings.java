package bulkorder.local.lambda;

import java.io.IOException;
import java.util.Map;

/** What functions' processes live in: plainly the machine, or something that stands around them. */
@FunctionalInterface
public interface Surroundings {
  /** Nothing but the machine. */
  Surroundings PLAIN = _ -> Stay.PLAIN;

  /**
   * Takes in a process of the function that is about to start.
   *
   * @throws IOException if there is no place for it
   */
  Stay enter(String function) throws IOException;

  /** The life of one process. */
  interface Stay extends AutoCloseable {
    /** One that nobody looks at. */
    Stay PLAIN = new Stay() {};

    /** What the process sees instead of the environment given. */
    default Map<String, String> environment(Map<String, String> environment) {
      return environment;
    }

    /** Tells which process it is. */
    default void started(ProcessHandle process) {}

    /** Tells that the process asks for work for the first time, or never will. */
    default void ready() {}

    /** Tells that an invocation is about to be handed to the process. */
    default void invoked(String payload) {}

    /** Tells that the invocation has ended, however it did. */
    default void ended() {}

    /** The process has ended. */
    @Override
    default void close() {}
  }
}
