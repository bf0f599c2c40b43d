package bulkorder.importing.file;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Formats that are known by the bytes that a file of theirs begins with, whatever its name. */
enum FileFormat {
  ZIP("ZIP", "504b0304"),
  GZIP("GZIP", "1f8b"),
  OLE("XLS", "d0cf11e0a1b11ae1"),
  EMPTY_ZIP("ZIP", "504b0506"),
  SPANNED_ZIP("ZIP", "504b0708"),
  PDF("PDF", "255044462d"),
  PNG("PNG", "89504e470d0a1a0a"),
  JPEG("JPEG", "ffd8ff"),
  GIF("GIF", "47494638"),
  TIFF_LITTLE("TIFF", "49492a00"),
  TIFF_BIG("TIFF", "4d4d002a"),
  RTF("RTF", "7b5c727466"),
  SEVEN_ZIP("7Z", "377abcaf271c"),
  RAR("RAR", "526172211a07"),
  BZIP2("BZIP2", "425a68"),
  XZ("XZ", "fd377a585a00"),
  ZSTANDARD("ZSTD", "28b52ffd"),
  SQLITE("SQLITE", "53514c69746520666f726d6174203300"),
  PARQUET("PARQUET", "50415231"),
  UTF_32_LITTLE("UTF-32", "fffe0000"),
  UTF_32_BIG("UTF-32", "0000feff");

  /** What a file is called that has bytes which no text has. */
  static final String BINARY = "BINARY";

  private static final int MAGIC_BYTES_MAX = 16;

  private final String title;
  private final String magic;

  FileFormat(String title, String magic) {
    this.title = title;
    this.magic = magic;
  }

  /** The format of a file that begins with these bytes, if it is one of these. */
  static Optional<FileFormat> of(byte[] head) {
    String beginning = HexFormat.of().formatHex(head, 0, Math.min(head.length, MAGIC_BYTES_MAX));
    return Arrays.stream(values()).filter(f -> beginning.startsWith(f.magic)).findFirst();
  }

  /** What people call it. */
  String title() {
    return title;
  }
}
