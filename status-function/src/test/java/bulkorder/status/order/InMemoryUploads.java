package bulkorder.status.order;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Uploads without S3. */
@Alternative
@Priority(1)
@ApplicationScoped
public class InMemoryUploads implements UploadStore {

  private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
  private volatile boolean away;

  @Override
  public void put(String key, byte[] content) {
    if (away) {
      throw new IllegalStateException("S3 does not answer");
    }
    contents.put(key, content.clone());
  }

  /** The text of an object. */
  public Optional<String> text(String key) {
    return Optional.ofNullable(contents.get(key))
        .map(content -> new String(content, StandardCharsets.UTF_8));
  }

  /** From now on nothing can be put. */
  public void goAway() {
    away = true;
  }

  /** Everything can be put again. */
  public void comeBack() {
    away = false;
  }
}
