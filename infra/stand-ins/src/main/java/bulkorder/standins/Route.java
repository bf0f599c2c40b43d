package bulkorder.standins;

import java.io.IOException;
import java.util.Optional;

/**
 * What answers a method at a path.
 *
 * @param path literal, or with a {@code *} that stands for one segment, or {@link #ANY_PATH}
 */
record Route(String method, String path, Handler handler) {

  /** Its item is the whole path. */
  static final String ANY_PATH = "**";

  @FunctionalInterface
  interface Handler {
    HttpAnswer answer(HttpRequest request) throws IOException;
  }

  static Route get(String path, Handler handler) {
    return new Route("GET", path, handler);
  }

  static Route post(String path, Handler handler) {
    return new Route("POST", path, handler);
  }

  static Route put(String path, Handler handler) {
    return new Route("PUT", path, handler);
  }

  /** The segment of the {@code *}, empty for a literal path; nothing when the path is another. */
  Optional<String> item(String requested) {
    if (path.equals(ANY_PATH)) {
      return Optional.of(requested);
    }
    int star = path.indexOf('*');
    if (star < 0) {
      return path.equals(requested) ? Optional.of("") : Optional.empty();
    }
    String prefix = path.substring(0, star);
    String suffix = path.substring(star + 1);
    if (!requested.startsWith(prefix)
        || !requested.endsWith(suffix)
        || requested.length() <= prefix.length() + suffix.length()) {
      return Optional.empty();
    }
    String item = requested.substring(prefix.length(), requested.length() - suffix.length());
    return item.contains("/") ? Optional.empty() : Optional.of(item);
  }
}
