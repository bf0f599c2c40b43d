package bulkorder.importing;

import bulkorder.ledger.batch.FileObject;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An object store without S3. Each key has one version. */
@Alternative
@Priority(1)
@ApplicationScoped
class InMemoryFiles implements StoredFiles {

  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> described = new ConcurrentHashMap<>();

  void put(String key, String text) {
    files.put(key, text.getBytes(StandardCharsets.UTF_8));
  }

  void put(String key, byte[] bytes) {
    files.put(key, bytes);
  }

  /** What a client wrote on an object. */
  void describe(String key, Map<String, String> metadata) {
    described.put(key, metadata);
  }

  boolean has(String key) {
    return files.containsKey(key);
  }

  @Override
  public Map<String, String> metadata(FileObject object) {
    return described.getOrDefault(object.key(), Map.of());
  }

  @Override
  public void delete(FileObject object) {
    files.remove(object.key());
  }

  @Override
  public Optional<StoredFile> open(FileObject object) {
    return Optional.ofNullable(files.get(object.key()))
        .map(bytes -> new StoredFile(new ByteArrayInputStream(bytes), bytes.length));
  }
}
