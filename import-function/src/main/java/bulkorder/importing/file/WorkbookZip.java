package bulkorder.importing.file;

import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.row.RefusedFileException;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The ZIP archive that a workbook is. It is laid down in a temporary file, because what its parts
 * mean is only known once all of them can be reached. Nothing of it is believed: a part is counted
 * and its check sum taken while it is unpacked, and the directory is measured before it is loaded.
 * Each part is to be read to its end, as that is where a wrong check sum is found.
 */
final class WorkbookZip implements Closeable {

  private static final long DIRECTORY_BYTES_MAX = 1 << 20;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int END_WITH_COMMENT_BYTES_MAX = END_BYTES + 0xffff;
  private static final int DIRECTORY_BYTES_AT = 12;

  private final ZipFile zip;
  private final long packedBytes;
  private final Expansion expansion;

  private WorkbookZip(ZipFile zip, long packedBytes, FileLimits limits) {
    this.zip = zip;
    this.packedBytes = packedBytes;
    this.expansion = new Expansion(limits);
  }

  /**
   * Lays down an archive.
   *
   * @param bytes are read to their end
   * @throws RefusedFileException if it is too large, or none
   */
  static WorkbookZip of(InputStream bytes, FileLimits limits) throws IOException {
    Path file = Files.createTempFile("workbook", ".zip");
    try {
      try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
        new BoundedBytes(bytes, limits.workbookBytesMax()).transferTo(out);
      }
      return open(file, limits);
    } finally {
      // What is open stays readable, and a function that is killed leaves nothing behind.
      Files.deleteIfExists(file);
    }
  }

  private static WorkbookZip open(Path file, FileLimits limits) throws IOException {
    try {
      refuseLargeDirectory(file);
      ZipFile zip = new ZipFile(file.toFile());
      refuseRepeatedNames(zip);
      return new WorkbookZip(zip, Files.size(file), limits);
    } catch (ZipException | EOFException e) {
      throw broken("ZIP");
    }
  }

  /** A part by its name; a slash before it and the case of its letters do not matter. */
  Optional<XmlPart> part(String name) throws IOException {
    String entryName = name.startsWith("/") ? name.substring(1) : name;
    Optional<? extends ZipEntry> entry =
        Optional.<ZipEntry>ofNullable(zip.getEntry(entryName))
            .or(
                () ->
                    zip.stream().filter(e -> e.getName().equalsIgnoreCase(entryName)).findFirst());
    return entry.isEmpty()
        ? Optional.empty()
        : Optional.of(new XmlPart(entryName, new Counted(unpacked(entry.get()), entry.get())));
  }

  /**
   * A part that must be there.
   *
   * @throws RefusedFileException if it is not
   */
  XmlPart required(String name) throws IOException {
    return part(name).orElseThrow(() -> broken(name));
  }

  /** Refuses a workbook for one of its parts. */
  static RefusedFileException broken(String part) {
    return new RefusedFileException(
        RejectionCode.BROKEN_WORKBOOK, Map.of("part", ShownName.of(part)));
  }

  private InputStream unpacked(ZipEntry entry) throws IOException {
    try {
      return zip.getInputStream(entry);
    } catch (ZipException | EOFException e) {
      throw broken(entry.getName());
    }
  }

  /** The directory would be loaded as a whole, and every place that might be its end counts. */
  private static void refuseLargeDirectory(Path file) throws IOException {
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      int length = (int) Math.min(in.length(), END_WITH_COMMENT_BYTES_MAX);
      byte[] end = new byte[length];
      in.seek(in.length() - length);
      in.readFully(end);
      ByteBuffer bytes = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i <= length - END_BYTES; i++) {
        if (bytes.getInt(i) == END_SIGNATURE
            && Integer.toUnsignedLong(bytes.getInt(i + DIRECTORY_BYTES_AT)) > DIRECTORY_BYTES_MAX) {
          throw broken("ZIP");
        }
      }
    }
  }

  /** Of two parts with one name, each reader would take another. */
  private static void refuseRepeatedNames(ZipFile zip) throws IOException {
    long names =
        zip.stream().map(entry -> entry.getName().toLowerCase(Locale.ROOT)).distinct().count();
    if (names < zip.size()) {
      zip.close();
      throw broken("ZIP");
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** Counts, and compares the check sum, which the archive's own reader leaves alone. */
  private final class Counted extends PassingBytes {

    private final ZipEntry entry;
    private final CRC32 checkSum = new CRC32();

    Counted(InputStream in, ZipEntry entry) {
      super(in);
      this.entry = entry;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      if (read > 0) {
        expansion.add(read, packedBytes);
        checkSum.update(target, offset, read);
      } else if (read < 0 && checkSum.getValue() != entry.getCrc()) {
        throw broken(entry.getName());
      }
      return read;
    }
  }
}
