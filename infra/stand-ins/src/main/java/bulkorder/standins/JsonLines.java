package bulkorder.standins;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A file of numbered lines that is only added to; in memory there are eight bytes for each line.
 *
 * <p>A line that was added survives a kill of this process, not of the machine. A last line that a
 * kill cut short is dropped at the next opening.
 */
final class JsonLines implements AutoCloseable {

  /** Hears of each line that is there at the opening. */
  @FunctionalInterface
  interface Visitor {
    void line(int number, byte[] line);
  }

  private static final int LINES_MAX = 20_000_000;
  private static final int LINE_BYTES_MAX = 1 << 20;

  private final Path path;
  private final FileChannel file;

  /** Where each line begins, and after the last one where the next will. */
  private long[] starts = new long[1024];

  private int size;

  private JsonLines(Path path, FileChannel file) {
    this.path = path;
    this.file = file;
  }

  static JsonLines open(Path path, Visitor visitor) {
    try {
      Path absolute = path.toAbsolutePath();
      Files.createDirectories(absolute.getParent());
      FileChannel file =
          FileChannel.open(
              absolute,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      var lines = new JsonLines(absolute, file);
      lines.load(visitor);
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open " + path, e);
    }
  }

  /** Adds a line, without its line feed, and says its number: 0, 1, … */
  synchronized int append(byte[] line) {
    if (line.length > LINE_BYTES_MAX) {
      throw new IllegalArgumentException(
          "a line of " + line.length + " bytes, more than " + LINE_BYTES_MAX);
    }
    ByteBuffer bytes = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
    try {
      long position = starts[size];
      while (bytes.hasRemaining()) {
        position += file.write(bytes, position);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + path, e);
    }
    return added(line.length);
  }

  byte[] line(int number) {
    long start;
    int length;
    synchronized (this) {
      if (number < 0 || number >= size) {
        throw new IndexOutOfBoundsException("line " + number + " of " + size + " in " + path);
      }
      start = starts[number];
      length = (int) (starts[number + 1] - start) - 1;
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    try {
      while (bytes.hasRemaining()) {
        if (file.read(bytes, start + bytes.position()) < 0) {
          throw new IOException("line " + number + " is cut short");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
    return bytes.array();
  }

  synchronized int size() {
    return size;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + path, e);
    }
  }

  private void load(Visitor visitor) throws IOException {
    var line = new ByteArrayOutputStream();
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(path), 1 << 20)) {
      for (int next = bytes.read(); next >= 0; next = bytes.read()) {
        if (next == '\n') {
          byte[] whole = line.toByteArray();
          visitor.line(added(whole.length), whole);
          line.reset();
        } else {
          line.write(next);
        }
      }
    }
    file.truncate(starts[size]);
  }

  private synchronized int added(int lineBytes) {
    if (size == LINES_MAX) {
      throw new IllegalStateException(path + " is full: it has " + LINES_MAX + " lines");
    }
    if (size + 2 > starts.length) {
      starts = Arrays.copyOf(starts, starts.length * 2);
    }
    starts[size + 1] = starts[size] + lineBytes + 1;
    return size++;
  }
}
