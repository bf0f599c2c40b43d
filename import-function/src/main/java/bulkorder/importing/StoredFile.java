package bulkorder.importing;

import java.io.IOException;
import java.io.InputStream;

/**
 * A stored file that is being read. Closing it early does not read what is left.
 *
 * @param content its bytes, once, from the beginning
 * @param sizeBytes as the store tells it
 */
public record StoredFile(InputStream content, long sizeBytes) implements AutoCloseable {

  @Override
  public void close() throws IOException {
    content.close();
  }
}
