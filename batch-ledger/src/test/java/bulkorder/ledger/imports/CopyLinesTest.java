package bulkorder.ledger.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyLinesTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          back\\slash,  back\\\\slash
          \\N,          \\\\N
          \\.,          \\\\.
          😀髙,         😀髙
          "quoted",     "quoted"
          """)
  void what_copy_would_read_otherwise_is_escaped(String value, String written) {
    assertThat(line(lines -> lines.add(value))).isEqualTo(written + "\n");
  }

  @Test
  void tabs_and_line_breaks_stay_within_their_field() {
    assertThat(line(lines -> lines.add("a\tb\nc\rd").add(2))).isEqualTo("a\\tb\\nc\\rd\t2\n");
  }

  @Test
  void nothing_and_the_empty_text_are_two_things() {
    assertThat(line(lines -> lines.add(1).add(null).add(""))).isEqualTo("1\t\\N\t\n");
  }

  @Test
  void bytes_are_hexadecimal() {
    assertThat(line(lines -> lines.addBytes(new byte[] {0, (byte) 0xab}))).isEqualTo("\\\\x00ab\n");
  }

  @Test
  void a_line_begins_anew_after_its_end() {
    assertThat(
            line(
                lines -> {
                  lines.add("first").end();
                  lines.add("second");
                }))
        .isEqualTo("first\nsecond\n");
  }

  @Test
  void a_field_may_be_larger_than_the_buffer() {
    assertThat(line(lines -> lines.add("\\".repeat(100_000)))).hasSize(200_001);
  }

  private static String line(Consumer<CopyLines> fields) {
    var lines = new CopyLines();
    fields.accept(lines);
    lines.end();
    return new String(lines.bytes(), 0, lines.length(), StandardCharsets.UTF_8);
  }
}
