package bulkorder.importing.file;

import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.row.RefusedFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The texts that the cells of a workbook refer to by number. They are held as bytes, one after the
 * other, which is a third of what as many strings would take, and bounded.
 */
final class SharedTexts {

  private static final int BLOCK_BYTES = 1 << 16;

  private final int bytesMax;
  private final List<byte[]> blocks = new ArrayList<>();
  private int[] ends = new int[256];
  private int size;

  private SharedTexts(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  /**
   * Loads the texts.
   *
   * @param part empty if the workbook has none
   * @throws RefusedFileException if they are too many
   */
  static SharedTexts of(Optional<XmlPart> part, FileLimits limits) throws IOException {
    var texts = new SharedTexts(limits.sharedTextBytesMax());
    if (part.isPresent()) {
      try (XmlPart xml = part.get()) {
        while (xml.next()) {
          if (xml.begins("si")) {
            texts.add(xml.richText("si", limits.fieldCharsMax()));
          }
        }
      }
    }
    return texts;
  }

  /** The text of a number, from 0; empty if there is none. */
  Optional<String> get(int number) {
    if (number < 0 || number >= size) {
      return Optional.empty();
    }
    int from = number == 0 ? 0 : ends[number - 1];
    byte[] text = new byte[ends[number] - from];
    for (int copied = 0; copied < text.length; ) {
      int inBlock = (from + copied) % BLOCK_BYTES;
      int part = Math.min(text.length - copied, BLOCK_BYTES - inBlock);
      System.arraycopy(blocks.get((from + copied) / BLOCK_BYTES), inBlock, text, copied, part);
      copied += part;
    }
    return Optional.of(new String(text, StandardCharsets.UTF_8));
  }

  private void add(String added) {
    byte[] text = added.getBytes(StandardCharsets.UTF_8);
    int from = size == 0 ? 0 : ends[size - 1];
    if ((long) from + text.length + (size + 1L) * Integer.BYTES > bytesMax) {
      throw new RefusedFileException(
          RejectionCode.SHARED_TEXT_TOO_LARGE, Map.of("bytesMax", Integer.toString(bytesMax)));
    }
    for (int copied = 0; copied < text.length; ) {
      int inBlock = (from + copied) % BLOCK_BYTES;
      if (inBlock == 0) {
        blocks.add(new byte[BLOCK_BYTES]);
      }
      int part = Math.min(text.length - copied, BLOCK_BYTES - inBlock);
      System.arraycopy(text, copied, blocks.getLast(), inBlock, part);
      copied += part;
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
    }
    ends[size++] = from + text.length;
  }
}
