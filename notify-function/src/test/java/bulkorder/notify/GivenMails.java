package bulkorder.notify;

import bulkorder.ledger.Money;
import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.notification.PendingMail;
import bulkorder.notify.announcing.AnnouncingConfig;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;

/** Mails as tests give them. */
final class GivenMails {

  private static final String FINISHED_BATCH =
      """
      {"batchId": "b-1", "fileName": "<fileName>", "status": "COMPLETED_WITH_ERRORS", "durationSeconds": 83,
       "rows": 1200, "counts": {"PAID": 1190, "INVALID": 10}, "amounts": {"PAID": {"JPY": "1980000"}},
       "reports": [{"kind": "errors", "rows": 10, "href": "/api/v1/batches/b-1/reports/errors"}]}
      """;

  private GivenMails() {}

  static List<Mail> mails(NotificationKind kind, String language, int first, int count) {
    return IntStream.range(first, first + count).mapToObj(id -> mail(kind, language, id)).toList();
  }

  static Mail mail(NotificationKind kind, String language, long id) {
    return kind == NotificationKind.BATCH_FINISHED
        ? new Mail(id, kind, language, "operator@example.com", ofBatch(language))
        : OrderMails.of(
            new PendingMail(
                id,
                kind,
                language,
                "<b>山田 & Söhne</b>",
                "to" + id + "@example.com",
                "A-" + id,
                "product\r\nBcc: x@example.com",
                1200,
                new Money(new BigDecimal("120000"), Currency.getInstance("JPY"))));
  }

  private static TemplateValues ofBatch(String language) {
    AnnouncingConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(AnnouncingConfig.class)
            .withDefaultValue("bulkorder.api-url", "https://api.example.com")
            .build()
            .getConfigMapping(AnnouncingConfig.class);
    try {
      return new FinishedBatchText(config)
          .of(new ObjectMapper().readTree(FINISHED_BATCH), language);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
