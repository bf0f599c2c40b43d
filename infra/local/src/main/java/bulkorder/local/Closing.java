package bulkorder.local;

import java.util.List;
import java.util.stream.Stream;

/** Closes several things; one that does not close keeps none of the others open. */
final class Closing {
  private Closing() {}

  /** In the order given. At the end of a run nobody can act on a failure to close. */
  static void quietly(AutoCloseable... things) {
    Stream.of(things).forEach(Closing::quietly);
  }

  static void quietly(List<? extends AutoCloseable> things) {
    things.forEach(Closing::quietly);
  }

  private static void quietly(AutoCloseable thing) {
    try {
      thing.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Exception failure) {
      System.getLogger(Closing.class.getName())
          .log(System.Logger.Level.WARNING, "something did not close", failure);
    }
  }
}
