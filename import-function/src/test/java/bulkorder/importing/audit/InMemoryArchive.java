package bulkorder.importing.audit;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An archive without S3, which can fail. */
@Alternative
@Priority(1)
@Singleton
class InMemoryArchive implements ArchiveStore {

  final Map<String, byte[]> objects = new TreeMap<>();
  int puts;
  boolean down;

  @Override
  public void put(String key, byte[] content) {
    if (down) {
      throw new IllegalStateException("the object store is down");
    }
    objects.put(key, content);
    puts++;
  }

  @Override
  public Optional<byte[]> get(String key) {
    return Optional.ofNullable(objects.get(key));
  }

  void clear() {
    objects.clear();
    puts = 0;
    down = false;
  }
}
