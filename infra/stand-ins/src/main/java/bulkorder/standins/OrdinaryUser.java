package bulkorder.standins;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How a program is started that refuses to run as root, as Postgres does: as the user we are, or,
 * when that is root, inside a user namespace in which we are nobody, or, where such namespaces are
 * blocked, as the user {@code nobody} itself.
 */
enum OrdinaryUser {
  OURSELVES,
  NAMESPACE,
  NOBODY;

  private static final int PROBE_SECONDS_MAX = 5;

  static OrdinaryUser detected() throws IOException {
    if (!isRoot(OURSELVES)) {
      return OURSELVES;
    }
    for (OrdinaryUser candidate : List.of(NAMESPACE, NOBODY)) {
      if (!isRoot(candidate)) {
        return candidate;
      }
    }
    throw new IllegalStateException(
        "Postgres refuses to run as root, and neither unshare nor setpriv gives another user here");
  }

  List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>(prefix());
    command.addAll(arguments);
    return command;
  }

  private List<String> prefix() {
    return switch (this) {
      case OURSELVES -> List.of();
      case NAMESPACE -> List.of("unshare", "-U");
      case NOBODY -> List.of("setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups");
    };
  }

  /**
   * Gives what is in the directory to the user that will run the program, whoever had it before.
   */
  void own(Path directory) throws IOException {
    if (this == OURSELVES) {
      return;
    }
    UserPrincipal owner =
        directory
            .getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(this == NOBODY ? "nobody" : "root");
    if (Files.getOwner(directory).equals(owner)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : (Iterable<Path>) tree::iterator) {
        Files.setOwner(path, owner);
      }
    }
  }

  /** True when a program started this way is root, or does not start at all. */
  private static boolean isRoot(OrdinaryUser user) throws IOException {
    Process id;
    try {
      id = new ProcessBuilder(user.command(List.of("id", "-u"))).redirectErrorStream(true).start();
    } catch (IOException notInstalled) {
      return true;
    }
    try {
      if (!id.waitFor(PROBE_SECONDS_MAX, TimeUnit.SECONDS)) {
        id.destroyForcibly();
        return true;
      }
      String answer =
          new String(id.getInputStream().readNBytes(64), StandardCharsets.US_ASCII).strip();
      return id.exitValue() != 0 || answer.equals("0");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking for the user", e);
    }
  }
}
