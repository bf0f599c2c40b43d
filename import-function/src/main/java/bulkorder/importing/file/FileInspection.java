package bulkorder.importing.file;

import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.imports.FileWishes;
import bulkorder.ledger.row.RefusedFileException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a file before its rows can be read, found out from its bytes and never
 * from its name.
 *
 * @param compressed whether it is gzip
 * @param encoding of the text that it is; null for a workbook
 */
public record FileInspection(boolean compressed, @Nullable TextEncoding encoding) {

  private static final int HEAD_BYTES = 4096;

  /**
   * Inspects a file: its head alone if that tells all, otherwise all of it.
   *
   * @throws RefusedFileException if it is not what an order file can be
   * @throws IOException if it cannot be read now
   */
  public static FileInspection of(BoundedBytes file, FileWishes wishes, FileLimits limits)
      throws IOException {
    var bytes = new BufferedInputStream(file, HEAD_BYTES);
    byte[] head = head(bytes);
    if (FileFormat.of(head).orElse(null) != FileFormat.GZIP) {
      return new FileInspection(false, encoding(bytes, head, wishes));
    }
    var unpacked = new BufferedInputStream(new UnpackedBytes(bytes, limits), HEAD_BYTES);
    byte[] unpackedHead = head(unpacked);
    if (FileFormat.of(unpackedHead).orElse(null) == FileFormat.GZIP) {
      throw new RefusedFileException(RejectionCode.NESTED_GZIP, Map.of());
    }
    return new FileInspection(true, encoding(unpacked, unpackedHead, wishes));
  }

  /**
   * The rows of the file that was inspected.
   *
   * @param file the same bytes again, from the beginning
   * @throws RefusedFileException if it is not what an order file can be
   * @throws IOException if it cannot be read now
   */
  public FileRows rows(InputStream file, FileWishes wishes, FileLimits limits) throws IOException {
    InputStream bytes = compressed ? new UnpackedBytes(file, limits) : file;
    if (encoding == null) {
      return WorkbookRows.of(bytes, compressed, wishes, limits);
    }
    return TextRows.open(new StrictText(bytes, encoding), encoding, compressed, wishes, limits);
  }

  private static @Nullable TextEncoding encoding(InputStream bytes, byte[] head, FileWishes wishes)
      throws IOException {
    Optional<FileFormat> format = FileFormat.of(head);
    if (format.isPresent()) {
      return workbook(format.get(), bytes);
    }
    if (wishes.encoding() != null) {
      return TextEncoding.named(wishes.encoding(), head);
    }
    Optional<TextEncoding> marked = TextEncoding.marked(head);
    return marked.isPresent() ? marked.get() : ContentEncoding.of(bytes);
  }

  /** A workbook has no encoding, and other formats no rows. */
  private static @Nullable TextEncoding workbook(FileFormat format, InputStream bytes)
      throws IOException {
    if (format == FileFormat.ZIP) {
      return null;
    }
    throw format == FileFormat.OLE
        ? OldOffice.refusal(bytes)
        : new RefusedFileException(RejectionCode.NOT_TEXT, Map.of("format", format.title()));
  }

  /** The beginning of a file, which is to be read again. */
  static byte[] head(BufferedInputStream bytes) throws IOException {
    bytes.mark(HEAD_BYTES);
    byte[] head = bytes.readNBytes(HEAD_BYTES);
    bytes.reset();
    return head;
  }
}
