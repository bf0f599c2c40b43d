package bulkorder.importing.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditConfigTest {

  @Test
  void what_is_not_told_has_a_default_but_for_the_bucket() {
    var config = config(Map.of());

    assertThat(config.bucket()).isEmpty();
    assertThat(config.keepTimeMax()).isEqualTo(Duration.ofMinutes(4));
    assertThat(config.verifyTimeMax()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void every_key_is_known_by_its_name() {
    var config =
        config(
            Map.of(
                "bulkorder.audit.bucket", "orders",
                "bulkorder.audit.keep-time-max", "PT1S",
                "bulkorder.audit.verify-time-max", "PT2S"));

    assertThat(config.bucket()).contains("orders");
    assertThat(config.keepTimeMax()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.verifyTimeMax()).isEqualTo(Duration.ofSeconds(2));
  }

  private static AuditConfig config(Map<String, String> values) {
    var builder = new SmallRyeConfigBuilder().withMapping(AuditConfig.class);
    values.forEach(builder::withDefaultValue);
    return builder.build().getConfigMapping(AuditConfig.class);
  }
}
