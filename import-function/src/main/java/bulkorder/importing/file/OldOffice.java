package bulkorder.importing.file;

import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.row.RefusedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Files of Office as it was before 2007 (OLE). Their container is also what a newer workbook with a
 * password is put into, under a name of its own.
 */
final class OldOffice {

  private static final String ENCRYPTED =
      new String(
          "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
  private static final int CHUNK_BYTES = 64 * 1024;

  private OldOffice() {}

  /** Tells which of them it is, for which it may be read to its end. */
  static RefusedFileException refusal(InputStream bytes) throws IOException {
    String before = "";
    for (byte[] chunk = bytes.readNBytes(CHUNK_BYTES);
        chunk.length > 0;
        chunk = bytes.readNBytes(CHUNK_BYTES)) {
      String text = before + new String(chunk, StandardCharsets.ISO_8859_1);
      if (text.contains(ENCRYPTED)) {
        return new RefusedFileException(RejectionCode.ENCRYPTED_WORKBOOK, Map.of());
      }
      before = text.substring(Math.max(0, text.length() - ENCRYPTED.length()));
    }
    return new RefusedFileException(RejectionCode.OLD_WORKBOOK, Map.of());
  }
}
