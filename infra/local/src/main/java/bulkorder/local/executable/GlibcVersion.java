package bulkorder.local.executable;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** A version of the C library. */
record GlibcVersion(int major, int minor) implements Comparable<GlibcVersion> {
  private static final Pattern SYMBOLS = Pattern.compile("GLIBC_(\\d{1,4})\\.(\\d{1,4})(\\.\\d+)?");
  private static final Comparator<GlibcVersion> ORDER =
      Comparator.comparingInt(GlibcVersion::major).thenComparingInt(GlibcVersion::minor);

  /** The version that a set of symbols came with, such as {@code GLIBC_2.34}, if it is of glibc. */
  static Optional<GlibcVersion> ofSymbols(String set) {
    var found = SYMBOLS.matcher(set);
    return found.matches()
        ? Optional.of(
            new GlibcVersion(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(GlibcVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
