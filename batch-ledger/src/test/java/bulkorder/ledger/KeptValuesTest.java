package bulkorder.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class KeptValuesTest {

  private static final Instant NOON = Instant.parse("2026-04-01T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final KeptValues<String, Integer> values = new KeptValues<>(2, now::get);

  @Test
  void a_value_is_kept_until_its_time_is_over() {
    values.keep("a", 1, NOON.plusSeconds(5));

    assertThat(values.find("a")).contains(1);
    now.set(NOON.plusSeconds(5));
    assertThat(values.find("a")).isEmpty();
  }

  @Test
  void what_was_used_last_is_kept() {
    values.keep("a", 1, NOON.plusSeconds(5));
    values.keep("b", 2, NOON.plusSeconds(5));
    values.find("a");
    values.keep("c", 3, NOON.plusSeconds(5));

    assertThat(values.find("a")).contains(1);
    assertThat(values.find("b")).isEmpty();
  }
}
