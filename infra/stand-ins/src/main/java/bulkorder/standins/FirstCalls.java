package bulkorder.standins;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a first call from a repeated one, by its name; remembers the latest 100,000 names. */
final class FirstCalls {

  private static final int NAMES_MAX = 100_000;

  private final Set<String> names =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > NAMES_MAX;
            }
          });

  /** True the first time for a name, and always for a call without one. */
  synchronized boolean isFirst(@Nullable String name) {
    return name == null || names.add(name);
  }
}
