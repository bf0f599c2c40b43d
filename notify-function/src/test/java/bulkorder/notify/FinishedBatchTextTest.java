package bulkorder.notify;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.notify.announcing.AnnouncingConfig;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinishedBatchTextTest {

  private static final String BATCH =
      """
      {"batchId": "b-1", "fileName": "<b>注文&.csv", "status": "COMPLETED_WITH_ERRORS", "durationSeconds": 83,
       "rows": 1200, "counts": {"PAID": 1190, "PAYMENT_FAILED": 3, "INVALID": 7, "DUPLICATE": 0, "FAILED": 0},
       "amounts": {"PAID": {"JPY": "1980000", "USD": "12.50"}, "INVALID": {"JPY": "5"}},
       "reports": [{"kind": "errors", "rows": 10, "href": "/api/v1/batches/b-1/reports/errors"}]}
      """;

  private final FinishedBatchText text = new FinishedBatchText(config());

  @Test
  void an_english_mail_says_what_became_of_the_batch() throws IOException {
    Map<String, String> values = text.of(batch(BATCH), "en").text();

    assertThat(values)
        .containsEntry("fileName", "<b>注文&.csv")
        .containsEntry("batchId", "b-1")
        .containsEntry("status", "completed, with errors")
        .containsEntry("rows", "1,200")
        .containsEntry("counts", "Paid: 1,190\nPayment declined: 3\nRefused because of errors: 7")
        .containsEntry("amounts", "Paid: ¥1,980,000\nPaid: $12.50")
        .containsEntry("duration", "1 min 23 s")
        .containsEntry(
            "reports",
            "Rows to be corrected (10): https://api.example.com/api/v1/batches/b-1/reports/errors");
  }

  @Test
  void a_japanese_mail_says_the_same() throws IOException {
    Map<String, String> values = text.of(batch(BATCH), "ja").text();

    assertThat(values)
        .containsEntry("status", "完了（エラーあり）")
        .containsEntry("counts", "支払い済み：1,190\n支払い不成立：3\n入力エラー：7")
        .containsEntry("duration", "1分23秒")
        .containsEntry(
            "reports", "修正が必要な行（10件）：https://api.example.com/api/v1/batches/b-1/reports/errors");
    assertThat(values.get("amounts")).startsWith("支払い済み：￥1,980,000\n支払い済み：");
  }

  @Test
  void in_html_lines_are_broken_reports_are_links_and_names_are_shown_not_obeyed()
      throws IOException {
    Map<String, String> values = text.of(batch(BATCH), "en").html();

    assertThat(values)
        .containsEntry("fileName", "&lt;b&gt;注文&amp;.csv")
        .containsEntry(
            "counts", "Paid: 1,190<br>Payment declined: 3<br>Refused because of errors: 7")
        .containsEntry(
            "reports",
            "<ul><li><a href=\"https://api.example.com/api/v1/batches/b-1/reports/errors\">"
                + "Rows to be corrected (10)</a></li></ul>");
  }

  @Test
  void what_is_not_there_is_said_to_be_none() throws IOException {
    String nothing =
        """
        {"batchId": "b-1", "fileName": "f", "status": "CANCELLED", "durationSeconds": 0, "rows": 0, "counts": {},
         "amounts": {}, "reports": []}
        """;
    assertThat(text.of(batch(nothing), "en").text())
        .containsEntry("counts", "none")
        .containsEntry("amounts", "none")
        .containsEntry("reports", "none")
        .containsEntry("status", "stopped");
    assertThat(text.of(batch(nothing), "ja").html()).containsEntry("reports", "なし");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "59, 59 s",
    "60, 1 min 0 s",
    "3599, 59 min 59 s",
    "3600, 1 h 0 min",
    "90061, 25 h 1 min"
  })
  void a_duration_is_in_words(long seconds, String words) throws IOException {
    String batch = "{\"status\": \"COMPLETED\", \"durationSeconds\": %d}".formatted(seconds);
    assertThat(text.of(batch(batch), "en").text()).containsEntry("duration", words);
  }

  private static JsonNode batch(String json) throws IOException {
    return new ObjectMapper().readTree(json);
  }

  private static AnnouncingConfig config() {
    return new SmallRyeConfigBuilder()
        .withMapping(AnnouncingConfig.class)
        .withSources(
            new PropertiesConfigSource(
                Map.of("bulkorder.api-url", "https://api.example.com/api/v1/"), "test", 100))
        .build()
        .getConfigMapping(AnnouncingConfig.class);
  }
}
