package bulkorder.ledger.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.testing.RecordedMeasurements;
import org.junit.jupiter.api.Test;

class MeasuredKeysTest {

  private static final ClientId DEMO = new ClientId("demo");
  private static final byte[] DATA_KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
  private static final KeyProvider.WrappedKey WRAPPED =
      new KeyProvider.WrappedKey("master", "wrapped");

  private final RecordedMeasurements measured = new RecordedMeasurements();

  @Test
  void only_calls_that_fail_are_counted_and_they_still_fail() {
    var keys = new MeasuredKeys(new Keys(true), measured);
    assertThat(keys.present()).isEqualTo("master");
    assertThat(keys.wrap(DEMO, DATA_KEY)).isSameAs(WRAPPED);
    assertThat(keys.unwrap(DEMO, WRAPPED)).isEqualTo(DATA_KEY);
    assertThat(measured.recorded()).isEmpty();

    var failing = new MeasuredKeys(new Keys(false), measured);
    assertThatIllegalStateException().isThrownBy(failing::present);
    assertThatIllegalStateException().isThrownBy(() -> failing.wrap(DEMO, DATA_KEY));
    assertThatIllegalStateException().isThrownBy(() -> failing.unwrap(DEMO, WRAPPED));

    assertThat(measured.recorded())
        .containsExactly("KEY_CALLS_FAILED[]", "KEY_CALLS_FAILED[]", "KEY_CALLS_FAILED[]");
  }

  /** A key provider that answers, or does not. */
  private record Keys(boolean answers) implements KeyProvider {

    @Override
    public String present() {
      answer();
      return "master";
    }

    @Override
    public WrappedKey wrap(ClientId clientId, byte[] dataKey) {
      answer();
      return WRAPPED;
    }

    @Override
    public byte[] unwrap(ClientId clientId, WrappedKey wrapped) {
      answer();
      return DATA_KEY;
    }

    private void answer() {
      if (!answers) {
        throw new IllegalStateException("no answer");
      }
    }
  }
}
