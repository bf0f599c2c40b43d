package bulkorder.importing.file;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Formats that are sent by mistake for UTF-8 text, known by the bytes that they begin with. */
enum FileFormat {
  ZIP("XLSX/ZIP", "504b0304"),
  EMPTY_ZIP("ZIP", "504b0506"),
  OLE("XLS", "d0cf11e0a1b11ae1"),
  PDF("PDF", "255044462d"),
  PNG("PNG", "89504e470d0a1a0a"),
  JPEG("JPEG", "ffd8ff"),
  GIF("GIF", "47494638"),
  GZIP("GZIP", "1f8b08"),
  SEVEN_ZIP("7Z", "377abcaf271c"),
  RAR("RAR", "526172211a07"),
  UTF_16_BIG("UTF-16", "feff"),
  UTF_16_LITTLE("UTF-16", "fffe");

  /** What a file is called that has bytes which no text has. */
  static final String BINARY = "BINARY";

  private static final int MAGIC_BYTES_MAX = 8;

  private final String title;
  private final String magic;

  FileFormat(String title, String magic) {
    this.title = title;
    this.magic = magic;
  }

  /** The format of a file that begins with the first bytes of a buffer, if it is one of these. */
  static Optional<FileFormat> of(byte[] buffer, int length) {
    String head = HexFormat.of().formatHex(buffer, 0, Math.min(length, MAGIC_BYTES_MAX));
    return Arrays.stream(values()).filter(format -> head.startsWith(format.magic)).findFirst();
  }

  /** What people call it. */
  String title() {
    return title;
  }
}
