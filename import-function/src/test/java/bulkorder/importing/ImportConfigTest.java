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
    assertThat(config.aggregatedPayments()).isTrue();
    assertThat(config.file().bytesMax()).isEqualTo(1L << 30);
    assertThat(config.file().unpackedBytesMax()).isEqualTo(1L << 31);
    assertThat(config.file().expansionMax()).isEqualTo(100);
    assertThat(config.file().workbookBytesMax()).isEqualTo(256 << 20);
    assertThat(config.file().sharedTextBytesMax()).isEqualTo(64 << 20);
    assertThat(config.file().rowsMax()).isEqualTo(1_000_000);
    assertThat(config.file().columnsMax()).isEqualTo(100);
    assertThat(config.file().fieldCharsMax()).isEqualTo(10_000);
    assertThat(config.file().lineCharsMax()).isEqualTo(100_000);
  }

  @Test
  void every_key_is_known_by_its_name() {
    var config =
        config(
            Map.ofEntries(
                Map.entry("bulkorder.orders-queue-url", "https://sqs.example/orders"),
                Map.entry("bulkorder.chunk-rows", "1"),
                Map.entry("bulkorder.import-timeout", "PT2S"),
                Map.entry("bulkorder.aggregated-payments", "false"),
                Map.entry("bulkorder.file.bytes-max", "3"),
                Map.entry("bulkorder.file.rows-max", "4"),
                Map.entry("bulkorder.file.columns-max", "5"),
                Map.entry("bulkorder.file.field-chars-max", "6"),
                Map.entry("bulkorder.file.line-chars-max", "7"),
                Map.entry("bulkorder.file.unpacked-bytes-max", "8"),
                Map.entry("bulkorder.file.expansion-max", "9"),
                Map.entry("bulkorder.file.shared-text-bytes-max", "10"),
                Map.entry("bulkorder.file.workbook-bytes-max", "11")));

    assertThat(config.ordersQueueUrl()).isEqualTo("https://sqs.example/orders");
    assertThat(config.chunkRows()).isEqualTo(1);
    assertThat(config.importTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.aggregatedPayments()).isFalse();
    assertThat(config.file().bytesMax()).isEqualTo(3);
    assertThat(config.file().rowsMax()).isEqualTo(4);
    assertThat(config.file().columnsMax()).isEqualTo(5);
    assertThat(config.file().fieldCharsMax()).isEqualTo(6);
    assertThat(config.file().lineCharsMax()).isEqualTo(7);
    assertThat(config.file().unpackedBytesMax()).isEqualTo(8);
    assertThat(config.file().expansionMax()).isEqualTo(9);
    assertThat(config.file().sharedTextBytesMax()).isEqualTo(10);
    assertThat(config.file().workbookBytesMax()).isEqualTo(11);
  }

  private static ImportConfig config(Map<String, String> values) {
    var builder = new SmallRyeConfigBuilder().withMapping(ImportConfig.class);
    values.forEach(builder::withDefaultValue);
    return builder.build().getConfigMapping(ImportConfig.class);
  }
}
