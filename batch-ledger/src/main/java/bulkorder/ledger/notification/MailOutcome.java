package bulkorder.ledger.notification;

import bulkorder.ledger.ReasonCode;
import java.time.Duration;

/** What became of a mail, as far as the mail provider has said. */
public sealed interface MailOutcome {

  /**
   * The provider took it.
   *
   * @param messageId the provider's id of the mail
   */
  record Sent(String messageId) implements MailOutcome {}

  /** The provider refuses it for good. */
  record Refused(ReasonCode code) implements MailOutcome {}

  /** The address is not mailed any more; the provider was not asked. */
  record Suppressed(ReasonCode code) implements MailOutcome {}

  /**
   * The provider did not take it because that was too much for now.
   *
   * @param pause how long the provider wants to be left alone; zero if it did not say
   */
  record Throttled(Duration pause) implements MailOutcome {

    /** Without a wish of the provider. */
    public Throttled() {
      this(Duration.ZERO);
    }
  }

  /** The provider did not take it now and may later. */
  record NotNow() implements MailOutcome {}
}
