package bulkorder.local.executable;

import java.util.Arrays;
import java.util.Optional;

/** A processor that Lambda has, by the name that the template gives it. */
enum Machine {
  X86_64("x86_64", 62),
  ARM64("arm64", 183);

  private final String architecture;
  private final int elfNumber;

  Machine(String architecture, int elfNumber) {
    this.architecture = architecture;
    this.elfNumber = elfNumber;
  }

  /** What {@code Architectures} in the template calls it. */
  String architecture() {
    return architecture;
  }

  static Optional<Machine> named(String architecture) {
    return Arrays.stream(values()).filter(it -> it.architecture.equals(architecture)).findFirst();
  }

  /** The one of a file's {@code e_machine}. */
  static Optional<Machine> numbered(int elfNumber) {
    return Arrays.stream(values()).filter(it -> it.elfNumber == elfNumber).findFirst();
  }
}
