package bulkorder.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The classes of an artifact as a jar: Java caches only what comes from jars. Of entries with one
 * name the first stays.
 */
final class TaskJar implements AutoCloseable {
  private final ZipOutputStream jar;
  private final Set<String> names = new HashSet<>();

  TaskJar(OutputStream output) {
    jar = new ZipOutputStream(output);
    jar.setLevel(0);
  }

  void add(ZipEntry entry, InputStream content) throws IOException {
    if (names.add(entry.getName())) {
      jar.putNextEntry(new ZipEntry(entry.getName()));
      content.transferTo(jar);
    }
  }

  @Override
  public void close() throws IOException {
    jar.close();
  }
}
