package bulkorder.ledger.notification;

import bulkorder.ledger.ReasonCode;

/** What a provider says of a mail after it took it. */
public enum MailFate {
  /** It came back: the address takes none. */
  BOUNCED("BOUNCED", ReasonCode.MAIL_BOUNCED, true),
  /** It came back; the address may take one later. */
  BOUNCED_FOR_NOW("BOUNCED", ReasonCode.MAIL_BOUNCED_FOR_NOW, false),
  /** The recipient called it spam. */
  COMPLAINED("COMPLAINED", ReasonCode.MAIL_COMPLAINED, true),
  /** The provider did not send it after all. */
  REJECTED("FAILED", ReasonCode.MAIL_REJECTED, false);

  private static final String NOT_SENT = "FAILED";

  private final String status;
  private final ReasonCode code;
  private final boolean suppresses;

  MailFate(String status, ReasonCode code, boolean suppresses) {
    this.status = status;
    this.code = code;
    this.suppresses = suppresses;
  }

  /** What the notification becomes. */
  String status() {
    return status;
  }

  /** Why. */
  ReasonCode code() {
    return code;
  }

  /** Whether the mail counts as one that was never sent. */
  boolean wasNotSent() {
    return status.equals(NOT_SENT);
  }

  /** Whether the address is mailed no more. */
  boolean suppresses() {
    return suppresses;
  }
}
