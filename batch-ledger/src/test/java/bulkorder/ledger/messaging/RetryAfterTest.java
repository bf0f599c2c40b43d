package bulkorder.ledger.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7                             | PT7S",
        "0                             | PT0S",
        "Sat, 21 Nov 2026 12:00:30 GMT | PT30S",
        "Sat, 21 Nov 2026 11:59:00 GMT | PT0S",
        "999999999                     | PT1H",
        "Mon, 21 Nov 2033 12:00:00 GMT | PT1H",
        "soon                          | PT0S",
        "-5                            | PT0S",
      })
  void seconds_and_dates_are_read_within_bounds(String header, Duration wait) {
    assertThat(RetryAfter.from(header, NOW)).isEqualTo(wait);
  }

  @Test
  void no_header_is_no_wish() {
    assertThat(RetryAfter.from(null, NOW)).isZero();
  }
}
