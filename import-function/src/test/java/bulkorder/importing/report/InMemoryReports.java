package bulkorder.importing.report;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Reports without S3. */
@Alternative
@Priority(1)
@ApplicationScoped
public class InMemoryReports implements ReportStore {

  private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
  private final Map<String, List<String>> headers = new ConcurrentHashMap<>();

  @Override
  public void put(
      ReportObject object, Path content, String contentType, String contentDisposition) {
    try {
      contents.put(object.key(), Files.readAllBytes(content));
      headers.put(object.key(), List.of(contentType, contentDisposition));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void delete(ReportObject object) {
    contents.remove(object.key());
  }

  /** Whether there is something under a key. */
  public boolean has(String key) {
    return contents.containsKey(key);
  }

  /** What is under a key. */
  public byte[] bytes(String key) {
    return Objects.requireNonNull(contents.get(key), key);
  }

  /** What is under a key, decoded. */
  public String text(String key, String charset) {
    return new String(bytes(key), Charset.forName(charset));
  }

  /** The content's type, and under which name it is saved. */
  List<String> headers(String key) {
    return Objects.requireNonNull(headers.get(key), key);
  }
}
