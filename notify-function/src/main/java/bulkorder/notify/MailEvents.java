package bulkorder.notify;

import bulkorder.ledger.messaging.RunEnd;
import bulkorder.ledger.notification.MailFates;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Lets the ledger follow what becomes of mails after their provider took them. */
@ApplicationScoped
public class MailEvents {

  private static final Logger LOG = Logger.getLogger(MailEvents.class);

  private final MailFates fates;
  private final RunEnd runEnd;
  private final ObjectMapper json;

  MailEvents(MailFates fates, RunEnd runEnd, ObjectMapper json) {
    this.fates = fates;
    this.runEnd = runEnd;
    this.json = json;
  }

  /**
   * Takes an event as SES publishes it. One that is not of our mails is dropped.
   *
   * @throws IllegalArgumentException if the text is no event
   */
  public void take(String body) {
    MailEvent event = read(body);
    if (event.notificationId().isEmpty() || event.fate().isEmpty()) {
      LOG.warnf(
          "an event \"%s\" of notification %s is dropped",
          event.type(), event.notificationId().orElse(null));
      return;
    }
    fates.record(event.notificationId().get(), event.fate().get()).ifPresent(runEnd::endWhenDone);
  }

  /** What may be kept of an event that could not be taken: everything but addresses. */
  public String withoutAddresses(String body) {
    try {
      MailEvent event = read(body);
      return json.createObjectNode()
          .put("eventType", event.type())
          .put(MailEvent.TAG, event.notificationId().orElse(null))
          .toString();
    } catch (IllegalArgumentException noEvent) {
      return "no event";
    }
  }

  private MailEvent read(String body) {
    try {
      return MailEvent.of(json.readTree(body));
    } catch (JsonProcessingException e) {
      // Without the cause, whose message holds the text.
      throw new IllegalArgumentException("the message is not JSON");
    }
  }
}
