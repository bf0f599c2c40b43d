package bulkorder.standins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Tells of mails that bounce or are complained of, in the words of SES. */
final class MailEvents implements AutoCloseable {

  private static final Duration AFTER_THE_MAIL = Duration.ofMillis(200);

  /** A mail that was taken. */
  record Taken(String messageId, String configurationSet, String from, Map<String, String> tags) {}

  private final MailListener listener;
  private final Clock clock;
  private final ExecutorService later = Executors.newVirtualThreadPerTaskExecutor();

  MailEvents(MailListener listener, Clock clock) {
    this.listener = listener;
    this.clock = clock;
  }

  /** Tells of it later, if there is something to tell. */
  void taken(Taken mail, String to) {
    if (!mail.configurationSet().isEmpty()) {
      MailFate.of(MailAddress.of(to)).ifPresent(fate -> tellLater(mail, to, fate));
    }
  }

  private void tellLater(Taken mail, String to, MailFate fate) {
    later.execute(
        () -> {
          try {
            Thread.sleep(AFTER_THE_MAIL);
            listener.mailHappened(event(mail, to, fate));
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private MailEvent event(Taken mail, String to, MailFate fate) {
    ObjectNode event = Json.MAPPER.createObjectNode();
    return switch (fate) {
      case BOUNCE, SOFT_BOUNCE, SUPPRESSED -> {
        event.put("eventType", "Bounce").set("bounce", bounce(mail, to, fate));
        event.set("mail", mail(mail, to));
        yield new MailEvent(mail.configurationSet(), "BOUNCE", Json.text(event));
      }
      case COMPLAINT -> {
        event.put("eventType", "Complaint").set("complaint", complaint(mail, to));
        event.set("mail", mail(mail, to));
        yield new MailEvent(mail.configurationSet(), "COMPLAINT", Json.text(event));
      }
    };
  }

  private ObjectNode bounce(Taken mail, String to, MailFate fate) {
    ObjectNode bounce = Json.MAPPER.createObjectNode();
    bounce.put("feedbackId", mail.messageId() + "-feedback");
    bounce.put("bounceType", fate.bounceType());
    bounce.put("bounceSubType", fate.bounceSubType());
    boolean full = fate == MailFate.SOFT_BOUNCE;
    bounce
        .putArray("bouncedRecipients")
        .addObject()
        .put("emailAddress", to)
        .put("action", "failed")
        .put("status", full ? "4.2.2" : "5.1.1")
        .put(
            "diagnosticCode",
            full ? "smtp; 452 4.2.2 mailbox full" : "smtp; 550 5.1.1 user unknown");
    bounce.put("timestamp", now());
    bounce.put("reportingMTA", "dns; mail.bulkorder.example");
    return bounce;
  }

  private ObjectNode complaint(Taken mail, String to) {
    ObjectNode complaint = Json.MAPPER.createObjectNode();
    complaint.put("feedbackId", mail.messageId() + "-feedback");
    complaint.putNull("complaintSubType");
    complaint.putArray("complainedRecipients").addObject().put("emailAddress", to);
    complaint.put("timestamp", now());
    complaint.put("userAgent", "Amazon SES Mailbox Simulator");
    complaint.put("complaintFeedbackType", "abuse");
    return complaint;
  }

  private ObjectNode mail(Taken mail, String to) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("timestamp", now());
    json.put("source", mail.from());
    json.put("sendingAccountId", "000000000000");
    json.put("messageId", mail.messageId());
    json.putArray("destination").add(to);
    json.put("headersTruncated", false);
    ObjectNode tags = json.putObject("tags");
    tags.putArray("ses:configuration-set").add(mail.configurationSet());
    mail.tags().forEach((name, value) -> tags.putArray(name).add(value));
    return json;
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** Tells no more. */
  @Override
  public void close() {
    later.shutdownNow();
  }
}
