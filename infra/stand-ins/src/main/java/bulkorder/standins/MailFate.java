package bulkorder.standins;

import java.util.Optional;

/**
 * What becomes of a mail after it was taken, by the address of SES's mailbox simulator to which it
 * goes, or by one of a domain that behaves like it.
 */
enum MailFate {
  BOUNCE("Permanent", "General"),
  SOFT_BOUNCE("Transient", "MailboxFull"),
  /** The address is on the list of those that bounced for anybody. */
  SUPPRESSED("Permanent", "Suppressed"),
  COMPLAINT("", "");

  private static final String SIMULATOR = "simulator.amazonses.com";
  private static final String BOUNCING = "bounce.example";
  private static final String COMPLAINING = "complaint.example";

  private final String bounceType;
  private final String bounceSubType;

  MailFate(String bounceType, String bounceSubType) {
    this.bounceType = bounceType;
    this.bounceSubType = bounceSubType;
  }

  String bounceType() {
    return bounceType;
  }

  String bounceSubType() {
    return bounceSubType;
  }

  /** Nothing when the mail is delivered. */
  static Optional<MailFate> of(MailAddress to) {
    String mailbox = to.localPart().split("\\+", -1)[0];
    return Optional.ofNullable(
        switch (to.domain()) {
          case SIMULATOR ->
              switch (mailbox) {
                case "bounce" -> BOUNCE;
                case "complaint" -> COMPLAINT;
                case "suppressionlist" -> SUPPRESSED;
                default -> null;
              };
          case BOUNCING -> mailbox.equals("softbounce") ? SOFT_BOUNCE : BOUNCE;
          case COMPLAINING -> COMPLAINT;
          default -> null;
        });
  }
}
