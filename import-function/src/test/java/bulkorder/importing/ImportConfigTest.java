package bulkorder.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImportConfigTest {

  @Test
  void what_is_not_told_has_a_default_but_for_the_queue() {
    var config = config(Map.of("bulkorder.orders-queue-url", "https://sqs.example/orders"));

    assertThat(config.chunkRows()).isEqualTo(250);
    assertThat(config.importTimeout()).isEqualTo(Duration.ofMinutes(14));
    assertThat(config.file().bytesMax()).isEqualTo(1L << 30);
    assertThat(config.file().rowsMax()).isEqualTo(1_000_000);
    assertThat(config.file().columnsMax()).isEqualTo(100);
    assertThat(config.file().fieldCharsMax()).isEqualTo(10_000);
    assertThat(config.file().lineCharsMax()).isEqualTo(100_000);
  }

  @Test
  void every_key_is_known_by_its_name() {
    var config =
        config(
            Map.of(
                "bulkorder.orders-queue-url", "https://sqs.example/orders",
                "bulkorder.chunk-rows", "1",
                "bulkorder.import-timeout", "PT2S",
                "bulkorder.file.bytes-max", "3",
                "bulkorder.file.rows-max", "4",
                "bulkorder.file.columns-max", "5",
                "bulkorder.file.field-chars-max", "6",
                "bulkorder.file.line-chars-max", "7"));

    assertThat(config.ordersQueueUrl()).isEqualTo("https://sqs.example/orders");
    assertThat(config.chunkRows()).isEqualTo(1);
    assertThat(config.importTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.file().bytesMax()).isEqualTo(3);
    assertThat(config.file().rowsMax()).isEqualTo(4);
    assertThat(config.file().columnsMax()).isEqualTo(5);
    assertThat(config.file().fieldCharsMax()).isEqualTo(6);
    assertThat(config.file().lineCharsMax()).isEqualTo(7);
  }

  private static ImportConfig config(Map<String, String> values) {
    var builder = new SmallRyeConfigBuilder().withMapping(ImportConfig.class);
    values.forEach(builder::withDefaultValue);
    return builder.build().getConfigMapping(ImportConfig.class);
  }
}
