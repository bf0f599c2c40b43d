package bulkorder.local.chaos;

import java.util.Locale;

/** On which side of a write. */
enum Phase {
  /** Nothing of it has left. */
  BEFORE,
  /** It is done, and whoever did it does not know yet. */
  AFTER;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
