package bulkorder.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusConfigTest {

  @Test
  void bucket_and_queue_have_the_keys_that_the_template_sets() {
    var config =
        config(Map.of("bulkorder.bucket", "orders", "bulkorder.orders-queue-url", "http://queue"));
    assertThat(config.bucket()).isEqualTo("orders");
    assertThat(config.ordersQueueUrl()).isEqualTo("http://queue");
    assertThat(config.callTimeMax()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void bucket_and_queue_must_be_given() {
    assertThatThrownBy(() -> config(Map.of()))
        .hasMessageContaining("bulkorder.bucket")
        .hasMessageContaining("bulkorder.orders-queue-url");
  }

  private static StatusConfig config(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .withMapping(StatusConfig.class)
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .build()
        .getConfigMapping(StatusConfig.class);
  }
}
