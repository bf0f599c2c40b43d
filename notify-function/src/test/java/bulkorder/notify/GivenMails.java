package bulkorder.notify;

import bulkorder.ledger.Money;
import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.notification.PendingMail;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;

/** Mails as tests give them. */
final class GivenMails {

  /** What the mail of a finished batch tells. */
  private static final List<String> OF_BATCH =
      List.of("fileName", "batchId", "status", "duration", "rows", "counts", "amounts", "reports");

  private GivenMails() {}

  static List<Mail> mails(NotificationKind kind, String language, int first, int count) {
    return IntStream.range(first, first + count).mapToObj(id -> mail(kind, language, id)).toList();
  }

  static Mail mail(NotificationKind kind, String language, long id) {
    return kind == NotificationKind.BATCH_FINISHED
        ? new Mail(id, kind, language, "operator@example.com", ofBatch())
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

  private static TemplateValues ofBatch() {
    var values = new TemplateValues();
    OF_BATCH.forEach(name -> values.with(name, "<" + name + ">"));
    return values;
  }
}
