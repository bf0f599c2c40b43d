package bulkorder.notify;

import bulkorder.ledger.notification.MailFate;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What SES tells of a mail after it took it:
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 *
 * @param type as SES calls it, or {@code unknown}
 * @param notificationId the mail's tag; empty for a mail that is none of ours
 * @param fate empty where the event changes nothing
 */
record MailEvent(String type, Optional<Long> notificationId, Optional<MailFate> fate) {

  /** The tag by which each mail carries its notification's id. */
  static final String TAG = "notification";

  private static final int ID_DIGITS_MAX = 18;
  private static final Pattern TYPE = Pattern.compile("[A-Za-z ]{1,40}");

  static MailEvent of(JsonNode event) {
    String type = type(event.path("eventType").asText());
    String tag = event.path("mail").path("tags").path(TAG).path(0).asText();
    return new MailEvent(type, id(tag), fate(type, event));
  }

  /** Those of SES are words; anything else is no text of ours to repeat. */
  private static String type(String text) {
    return TYPE.matcher(text).matches() ? text : "unknown";
  }

  private static Optional<Long> id(String tag) {
    return tag.matches("\\d{1,%d}".formatted(ID_DIGITS_MAX))
        ? Optional.of(Long.parseLong(tag))
        : Optional.empty();
  }

  private static Optional<MailFate> fate(String type, JsonNode event) {
    return switch (type) {
      case "Bounce" ->
          Optional.of(
              event.path("bounce").path("bounceType").asText().equals("Permanent")
                  ? MailFate.BOUNCED
                  : MailFate.BOUNCED_FOR_NOW);
      case "Complaint" -> Optional.of(MailFate.COMPLAINED);
      case "Reject", "Rendering Failure" -> Optional.of(MailFate.REJECTED);
      default -> Optional.empty();
    };
  }
}
