package bulkorder.local.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Names the objects of one run; two files of the same name get different keys. */
final class Keys {
  private final String client;
  private final Set<String> taken = new HashSet<>();

  Keys(String client) {
    this.client = client;
  }

  String key(Path file) {
    var name = file.getFileName();
    String key = "incoming/%s/%s".formatted(client, name);
    for (int number = 2; !taken.add(key); number++) {
      key = "incoming/%s/%d-%s".formatted(client, number, name);
    }
    return key;
  }
}
