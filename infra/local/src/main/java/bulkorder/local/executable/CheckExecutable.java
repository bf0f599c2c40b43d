package bulkorder.local.executable;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/**
 * Looks at a native {@code function.zip}: {@code x86_64 ZIP} says what it needs and exits 0 if it
 * runs on {@code provided.al2023} of that architecture, else says what is wrong and exits 1.
 */
public final class CheckExecutable {
  private static final String BOOTSTRAP = "bootstrap";
  private static final int BYTES_MAX = 500_000_000;

  private CheckExecutable() {}

  /** Takes the architecture, as the template names it, and the artifact. */
  public static void main(String[] arguments) {
    System.exit(check(arguments[0], Path.of(arguments[1]), System.out, System.err));
  }

  static int check(String architecture, Path zip, PrintStream out, PrintStream err) {
    var machine = Machine.named(architecture);
    if (machine.isEmpty()) {
      err.println("There is no architecture " + architecture + ": say x86_64 or arm64.");
      return 2;
    }
    try {
      var executable = bootstrap(zip);
      var faults = new Fitness(machine.get()).faults(executable);
      faults.forEach(fault -> err.println(zip + " is refused. " + fault));
      if (faults.isEmpty()) {
        out.println(needs(architecture, executable));
      }
      return faults.isEmpty() ? 0 : 1;
    } catch (NotExecutableException | IOException failure) {
      err.printf("%s is refused: its %s %s.%n", zip, BOOTSTRAP, failure.getMessage());
      return 1;
    }
  }

  private static String needs(String architecture, Executable executable) {
    return Fitness.newestGlibc(executable)
        .map(glibc -> "for %s, needs glibc %s".formatted(architecture, glibc))
        .orElse("for %s, needs no glibc".formatted(architecture));
  }

  private static Executable bootstrap(Path zip) throws IOException, NotExecutableException {
    try (var file = new ZipFile(zip.toFile())) {
      var entry = file.getEntry(BOOTSTRAP);
      if (entry == null) {
        throw new NotExecutableException("is missing");
      }
      try (var content = file.getInputStream(entry)) {
        return Executable.read(content.readNBytes(BYTES_MAX));
      }
    }
  }
}
