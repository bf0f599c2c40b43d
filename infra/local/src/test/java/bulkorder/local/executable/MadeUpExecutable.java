package bulkorder.local.executable;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The smallest ELF file that says for which machine it is and which symbols it needs. */
final class MadeUpExecutable {
  private static final int SECTIONS = 64;
  private static final int NEEDED = SECTIONS + 3 * 64;
  private static final int BYTES = 1024;

  private MadeUpExecutable() {}

  static byte[] of(int machine, String... symbolSets) {
    var file = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1});
    file.putShort(18, (short) machine);
    file.putLong(40, SECTIONS);
    file.putShort(60, (short) 3);
    int texts = NEEDED + 16 + symbolSets.length * 16;
    section(file, 1, 3, texts, 0, 0);
    section(file, 2, 0x6ffffffe, NEEDED, 1, 1);
    file.putShort(NEEDED + 2, (short) symbolSets.length);
    file.putInt(NEEDED + 8, 16);
    int text = 1;
    for (int i = 0; i < symbolSets.length; i++) {
      int set = NEEDED + 16 + i * 16;
      file.putInt(set + 8, text);
      file.putInt(set + 12, 16);
      file.put(texts + text, symbolSets[i].getBytes(ISO_8859_1));
      text += symbolSets[i].length() + 1;
    }
    return file.array();
  }

  private static void section(
      ByteBuffer file, int number, int type, int offset, int link, int entries) {
    int header = SECTIONS + number * 64;
    file.putInt(header + 4, type);
    file.putLong(header + 24, offset);
    file.putInt(header + 40, link);
    file.putInt(header + 44, entries);
  }
}
