package bulkorder.local.executable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whether an executable runs on {@code provided.al2023} of one architecture. */
record Fitness(Machine asked) {
  private static final GlibcVersion GLIBC_MAX = new GlibcVersion(2, 34);

  /** What keeps it from running there, as sentences; nothing if it does. */
  List<String> faults(Executable executable) {
    List<String> faults = new ArrayList<>();
    var machine = Machine.numbered(executable.machine());
    if (!machine.equals(Optional.of(asked))) {
      faults.add(
          "It is for %s, and was asked for %s."
              .formatted(
                  machine
                      .map(Machine::architecture)
                      .orElse("a machine of number " + executable.machine()),
                  asked.architecture()));
    }
    newestGlibc(executable)
        .filter(needed -> needed.compareTo(GLIBC_MAX) > 0)
        .ifPresent(
            needed ->
                faults.add(
                    "It needs glibc %s, and provided.al2023 has %s: build it on an older Linux, or with --container."
                        .formatted(needed, GLIBC_MAX)));
    return faults;
  }

  /** The newest glibc that it needs; none if it needs no glibc. */
  static Optional<GlibcVersion> newestGlibc(Executable executable) {
    return executable.symbolSets().stream()
        .flatMap(set -> GlibcVersion.ofSymbols(set).stream())
        .max(Comparator.naturalOrder());
  }
}
