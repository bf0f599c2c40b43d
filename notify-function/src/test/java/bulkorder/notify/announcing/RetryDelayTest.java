package bulkorder.notify.announcing;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryDelayTest {

  private final AnnouncingConfig config =
      config(Map.of("bulkorder.api-url", "https://api.example.com"));
  private final RetryDelay delay = new RetryDelay(config, RandomGenerator.getDefault());

  @ParameterizedTest
  @CsvSource({"1, 5", "2, 10", "3, 20", "8, 640", "9, 900", "100, 900", "2000000000, 900"})
  void each_attempt_waits_twice_as_long_and_at_most_as_long_as_a_message_can(
      int attempt, int secondsMax) {
    for (int i = 0; i < 100; i++) {
      assertThat(delay.after(attempt))
          .isBetween(Duration.ofMillis(secondsMax * 500L), Duration.ofSeconds(secondsMax));
    }
  }

  @Test
  void what_failed_together_is_not_tried_again_together() {
    assertThat(delay.after(9)).isNotEqualTo(delay.after(9));
  }

  @Test
  void the_settings_have_the_defaults_that_are_documented() {
    assertThat(config.webhooksAnywhere()).isFalse();
    assertThat(config.webhookTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.announcementTimeNeeded()).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.apiUrl()).contains("https://api.example.com");
  }

  private static AnnouncingConfig config(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .withMapping(AnnouncingConfig.class)
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .build()
        .getConfigMapping(AnnouncingConfig.class);
  }
}
