package bulkorder.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RefusalCountsTest {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-04-01T00:00:00Z"));
  private final RefusalCounts counts = new RefusalCounts(now::get);

  @Test
  void refusals_are_counted_by_actor_and_anew_after_a_minute() {
    assertThat(counts.count("pat")).isEqualTo(1);
    assertThat(counts.count("pat")).isEqualTo(2);
    assertThat(counts.count("kim")).isEqualTo(1);

    now.updateAndGet(it -> it.plusSeconds(59));
    assertThat(counts.count("pat")).isEqualTo(3);

    now.updateAndGet(it -> it.plusSeconds(1));
    assertThat(counts.count("pat")).isEqualTo(1);
  }
}
