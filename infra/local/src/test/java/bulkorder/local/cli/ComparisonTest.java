package bulkorder.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.local.moto.Records;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final String CONFIRMED = "local-order-confirmed-ja";
  private static final String DECLINED = "local-payment-failed-en";

  @Test
  void what_agrees_is_not_worth_a_word() throws Exception {
    assertThat(findings("COMPLETED", new Taken(List.of(CONFIRMED, CONFIRMED), Map.of(), "r")))
        .isEmpty();
  }

  @Test
  void a_mail_too_few_and_a_mail_too_many_are_found() throws Exception {
    assertThat(findings("COMPLETED", new Taken(List.of(CONFIRMED, DECLINED), Map.of(), "r")))
        .containsExactly(
            "the mails of 2 rows are sent, and SES has 1 confirmations (1 of declined payments)");
    assertThat(findings("COMPLETED", new Taken(Collections.nCopies(3, CONFIRMED), Map.of(), "r")))
        .containsExactly(
            "the mails of 2 rows are sent, and SES has 3 confirmations (0 of declined payments)");
  }

  @Test
  void a_batch_without_an_end_and_a_report_that_is_not_there_are_found() throws Exception {
    assertThat(findings("PROCESSING", new Taken(List.of(CONFIRMED, CONFIRMED), Map.of(), "")))
        .containsExactly(
            "batch b-1 did not come to its end: PROCESSING",
            "the bucket has no report below reports/demo/b-1/");
  }

  private static List<String> findings(String status, Taken taken) throws Exception {
    var batch =
        new ObjectMapper()
            .readTree(
                """
                {"batchId": "b-1", "status": "%s", "counts": {"PAID": 2}, "notifications": {"SENT": 2}}
                """
                    .formatted(status));
    return new Comparison(taken, List.of(new Batch(batch))).findings();
  }

  /**
   * What a service has.
   *
   * @param report its key, or empty if there is none
   */
  private record Taken(List<String> mails, Map<String, Integer> messagesLeft, String report)
      implements Records {
    @Override
    public Set<String> keys(String prefix) {
      return report.isEmpty() ? Set.of() : Set.of(prefix + report);
    }
  }
}
