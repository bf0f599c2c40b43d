package bulkorder.local.executable;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * What an executable says of where it runs (elf(5)), of 64 bits and little-endian as all that
 * Lambda has.
 *
 * @param machine its {@code e_machine}
 * @param symbolSets the sets of symbols that it needs of libraries, such as {@code GLIBC_2.34}
 */
record Executable(int machine, List<String> symbolSets) {
  private static final int MAGIC = 0x464c457f;
  private static final int BITS_64_LITTLE_ENDIAN = 0x0102;
  private static final int HEADER_BYTES = 64;
  private static final int SECTION_BYTES = 64;
  private static final int NEEDED_VERSIONS = 0x6ffffffe;
  private static final int NAME_CHARS_MAX = 256;

  Executable {
    symbolSets = List.copyOf(symbolSets);
  }

  /**
   * Reads what is there.
   *
   * @throws NotExecutableException if it is none
   */
  static Executable read(byte[] content) throws NotExecutableException {
    var file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (content.length < HEADER_BYTES
        || file.getInt(0) != MAGIC
        || Short.toUnsignedInt(file.getShort(4)) != BITS_64_LITTLE_ENDIAN) {
      throw new NotExecutableException("is no 64-bit ELF file");
    }
    try {
      return new Executable(Short.toUnsignedInt(file.getShort(18)), symbolSets(file));
    } catch (IndexOutOfBoundsException | ArithmeticException cut) {
      throw new NotExecutableException("is an ELF file that ends too early");
    }
  }

  private static List<String> symbolSets(ByteBuffer file) {
    int table = offset(file, 40);
    int count = Short.toUnsignedInt(file.getShort(60));
    List<String> names = new ArrayList<>();
    for (int section = 0; section < count; section++) {
      int header = table + section * SECTION_BYTES;
      if (file.getInt(header + 4) == NEEDED_VERSIONS) {
        int texts = offset(file, table + file.getInt(header + 40) * SECTION_BYTES + 24);
        addNames(file, header, texts, names);
      }
    }
    return names;
  }

  /** A list of libraries, each with a list of the sets that are needed of it. */
  private static void addNames(ByteBuffer file, int header, int texts, List<String> names) {
    int library = offset(file, header + 24);
    for (int libraries = file.getInt(header + 44); libraries > 0; libraries--) {
      int set = library + file.getInt(library + 8);
      for (int sets = Short.toUnsignedInt(file.getShort(library + 2)); sets > 0; sets--) {
        names.add(text(file, texts + file.getInt(set + 8)));
        set += file.getInt(set + 12);
      }
      library += file.getInt(library + 12);
    }
  }

  private static int offset(ByteBuffer file, int at) {
    return Math.toIntExact(file.getLong(at));
  }

  private static String text(ByteBuffer file, int at) {
    int end = at;
    while (file.get(end) != 0 && end - at < NAME_CHARS_MAX) {
      end++;
    }
    byte[] text = new byte[end - at];
    file.get(at, text);
    return new String(text, ISO_8859_1);
  }
}
