package bulkorder.notify;

import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.announcement.OperatorMail;
import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.notification.MailOutcome;
import bulkorder.ledger.notification.MailResults;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mails to clients' operators that a run of a batch has ended. */
@ApplicationScoped
public class FinishedBatchMails {

  private final SendMails sendMails;
  private final MailResults results;
  private final FinishedBatchText text;
  private final ObjectMapper json;

  FinishedBatchMails(
      SendMails sendMails, MailResults results, FinishedBatchText text, ObjectMapper json) {
    this.sendMails = sendMails;
    this.results = results;
    this.text = text;
    this.json = json;
  }

  /**
   * Sends mails of one announcement, and records what became of them.
   *
   * @param payload of the announcement
   * @return after what time what is left may be tried; empty if a request was made for each mail
   */
  public Optional<Duration> send(List<OperatorMail> mails, String payload, Deadline deadline) {
    JsonNode data = read(payload).get("data");
    return sendMails.send(
        mails.stream().map(mail -> mail(mail, data)).toList(), deadline, new Recording());
  }

  private Mail mail(OperatorMail mail, JsonNode data) {
    return new Mail(
        mail.notificationId(),
        NotificationKind.BATCH_FINISHED,
        mail.language(),
        mail.address(),
        text.of(data, mail.language()));
  }

  private JsonNode read(String payload) {
    try {
      return json.readTree(payload);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an announcement cannot be read", e);
    }
  }

  /** What surrounds each request. */
  private final class Recording implements RequestWork {

    @Override
    public void begin(List<Mail> mails) {
      results.begin(mails.stream().map(Mail::notificationId).toList());
    }

    @Override
    public void end(Map<Long, MailOutcome> outcomes) {
      results.record(outcomes);
    }
  }
}
