package bulkorder.notify.announcing;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnnouncingConfigTest {

  private final AnnouncingConfig config =
      config(Map.of("bulkorder.api-url", "https://api.example.com"));

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
