package bulkorder.importing.file;

import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.imports.FileDialect;
import bulkorder.ledger.imports.FileDialect.EncodingFound;
import bulkorder.ledger.row.RefusedFileException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a text is written.
 *
 * @param markBytes how many bytes at its beginning are a byte order mark and no text
 */
record TextEncoding(Charset charset, EncodingFound found, int markBytes) {

  /**
   * What Japanese Excel means by "Shift_JIS": that with 髙 﨑 ① ㈱ and the full-width signs, which
   * Java's charset of that name loses.
   */
  static final Charset WINDOWS_31J = Charset.forName("windows-31j");

  private static final String UTF_16 = "utf-16";

  private static final Map<String, Charset> CHARSETS_BY_NAME =
      Map.ofEntries(
          Map.entry("utf-8", StandardCharsets.UTF_8),
          Map.entry("utf8", StandardCharsets.UTF_8),
          Map.entry("utf-16le", StandardCharsets.UTF_16LE),
          Map.entry("utf-16be", StandardCharsets.UTF_16BE),
          Map.entry("windows-31j", WINDOWS_31J),
          Map.entry("shift_jis", WINDOWS_31J),
          Map.entry("shift-jis", WINDOWS_31J),
          Map.entry("sjis", WINDOWS_31J),
          Map.entry("ms932", WINDOWS_31J),
          Map.entry("cp932", WINDOWS_31J),
          Map.entry("euc-jp", Charset.forName("EUC-JP")),
          Map.entry("iso-2022-jp", Charset.forName("ISO-2022-JP")),
          Map.entry("iso-8859-1", StandardCharsets.ISO_8859_1),
          Map.entry("windows-1252", Charset.forName("windows-1252")));

  private static final String KNOWN =
      "UTF-8, UTF-16, UTF-16LE, UTF-16BE, windows-31j (Shift_JIS), EUC-JP, ISO-2022-JP, ISO-8859-1,"
          + " windows-1252";

  private enum Mark {
    UTF_8(StandardCharsets.UTF_8, "efbbbf"),
    UTF_16_LITTLE(StandardCharsets.UTF_16LE, "fffe"),
    UTF_16_BIG(StandardCharsets.UTF_16BE, "feff");

    private static final int BYTES_MAX = 3;

    private final Charset charset;
    private final String hex;

    Mark(Charset charset, String hex) {
      this.charset = charset;
      this.hex = hex;
    }

    static Optional<Mark> of(byte[] head) {
      String beginning = HexFormat.of().formatHex(head, 0, Math.min(head.length, BYTES_MAX));
      return Arrays.stream(values()).filter(mark -> beginning.startsWith(mark.hex)).findFirst();
    }

    int length() {
      return hex.length() / 2;
    }
  }

  /** What the byte order mark at the beginning of a text says, if there is one. */
  static Optional<TextEncoding> marked(byte[] head) {
    return Mark.of(head)
        .map(mark -> new TextEncoding(mark.charset, EncodingFound.BYTE_ORDER_MARK, mark.length()));
  }

  /** What every byte of a text without byte order mark is right in. */
  static TextEncoding byContent(Charset charset) {
    return new TextEncoding(charset, EncodingFound.CONTENT, 0);
  }

  /**
   * What the upload said, for a text that begins with these bytes.
   *
   * @throws RefusedFileException if that is no known encoding, or the byte order mark is of another
   */
  static TextEncoding named(String name, byte[] head) {
    Optional<Mark> mark = Mark.of(head);
    String key = name.strip().toLowerCase(Locale.ROOT);
    Charset charset =
        key.equals(UTF_16)
            ? mark.filter(m -> m != Mark.UTF_8)
                .map(m -> m.charset)
                .orElse(StandardCharsets.UTF_16BE)
            : CHARSETS_BY_NAME.get(key);
    if (charset == null) {
      throw new RefusedFileException(
          RejectionCode.UNKNOWN_ENCODING, Map.of("encoding", ShownName.of(name), "known", KNOWN));
    }
    if (mark.isPresent() && !mark.get().charset.equals(charset)) {
      throw notInEncoding(charset, 0);
    }
    return new TextEncoding(charset, EncodingFound.NAMED, mark.map(Mark::length).orElse(0));
  }

  /**
   * What is to be told of a text file in this encoding.
   *
   * @param delimiter null if it is no CSV file
   */
  FileDialect dialect(
      FileDialect.Format format, @Nullable Character delimiter, boolean compressed) {
    return new FileDialect(
        format, charset.name(), found, markBytes > 0, delimiter, null, compressed);
  }

  /**
   * Refuses a text in which a byte is wrong.
   *
   * @param offset of the first wrong byte, from 0
   */
  static RefusedFileException notInEncoding(Charset charset, long offset) {
    return new RefusedFileException(
        RejectionCode.NOT_IN_ENCODING,
        Map.of("encoding", charset.name(), "offset", Long.toString(offset)));
  }
}
