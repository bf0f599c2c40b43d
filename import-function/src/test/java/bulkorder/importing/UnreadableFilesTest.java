package bulkorder.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.imports.FileWishes;
import bulkorder.ledger.imports.RowSource.Reading.Refused;
import bulkorder.ledger.row.ControlTotals;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store does wrong is no fault of the file: it is read again another time. */
class UnreadableFilesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "010-utf8-japanese",
        "170-gzip",
        "200-json-lines",
        "300-xlsx-plain",
        "393-xlsx-in-gzip"
      })
  void a_connection_that_breaks_off_is_no_refusal(String name) {
    byte[] bytes = EvilCase.named(name).bytes();
    InputStream begun = new ByteArrayInputStream(Arrays.copyOf(bytes, bytes.length - 20));
    InputStream breaking = new SequenceInputStream(begun, new BrokenConnection());
    assertThatThrownBy(() -> read(new ByteArrayInputStream(bytes), breaking))
        .isInstanceOf(IOException.class)
        .hasMessage("connection reset");
  }

  @Test
  void bytes_that_changed_between_both_readings_are_no_refusal() {
    byte[] shiftJis = (ReadFile.HEADER + "髙橋").getBytes(Charset.forName("windows-31j"));
    byte[] ascii = ReadFile.HEADER.getBytes(Charset.forName("US-ASCII"));
    assertThatThrownBy(
            () -> read(new ByteArrayInputStream(ascii), new ByteArrayInputStream(shiftJis)))
        .isInstanceOf(IOException.class)
        .hasMessage("the file's bytes are not those that were inspected");
  }

  @Test
  void a_file_that_is_removed_between_both_readings_is_missing() throws IOException {
    byte[] bytes = EvilCase.named("001-plain").bytes();
    assertThat(read(new ByteArrayInputStream(bytes)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.rejection().code()).isEqualTo(RejectionCode.FILE_MISSING));
  }

  private static Object read(InputStream... readings) throws IOException {
    Queue<InputStream> left = new ArrayDeque<>(List.of(readings));
    var file =
        new OrderFile(
            () -> Optional.ofNullable(left.poll()).map(content -> new StoredFile(content, 1)),
            FileWishes.NONE,
            ReadFile.LIMITS,
            ReadFile.TERMS,
            _ -> ReadFile.TERMS,
            ControlTotals.NONE,
            rows -> {});
    return file.readInto(row -> {});
  }

  private static final class BrokenConnection extends InputStream {

    @Override
    public int read() throws IOException {
      throw new EOFException("connection reset");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return read();
    }
  }
}
