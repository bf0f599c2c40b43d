package bulkorder.ledger.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyLineTest {

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
    assertThat(new CopyLine().add(value).end()).isEqualTo(written + "\n");
  }

  @Test
  void tabs_and_line_breaks_stay_within_their_field() {
    assertThat(new CopyLine().add("a\tb\nc\rd").add(2).end()).isEqualTo("a\\tb\\nc\\rd\t2\n");
  }

  @Test
  void nothing_and_the_empty_text_are_two_things() {
    assertThat(new CopyLine().add(1).add(null).add("").end()).isEqualTo("1\t\\N\t\n");
  }

  @Test
  void bytes_are_hexadecimal() {
    assertThat(new CopyLine().addBytes(new byte[] {0, (byte) 0xab}).end()).isEqualTo("\\\\x00ab\n");
  }

  @Test
  void a_line_begins_anew_after_its_end() {
    var line = new CopyLine();
    line.add("first").end();
    assertThat(line.add("second").end()).isEqualTo("second\n");
  }
}
