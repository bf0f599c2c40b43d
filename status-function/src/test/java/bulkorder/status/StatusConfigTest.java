package bulkorder.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusConfigTest {

  @Test
  void the_bucket_has_the_key_that_the_template_sets() {
    assertThat(config(Map.of("bulkorder.bucket", "orders")).bucket()).isEqualTo("orders");
  }

  @Test
  void the_bucket_must_be_given() {
    assertThatThrownBy(() -> config(Map.of())).hasMessageContaining("bulkorder.bucket");
  }

  private static StatusConfig config(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .withMapping(StatusConfig.class)
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .build()
        .getConfigMapping(StatusConfig.class);
  }
}
