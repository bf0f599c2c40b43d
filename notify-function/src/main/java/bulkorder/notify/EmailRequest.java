package bulkorder.notify;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The body of {@code POST /api/v1/notifications/email}. */
@RegisterForReflection
record EmailRequest(String to, String subject, String text, String html) {

  static EmailRequest of(Mail mail) {
    MailTemplate filled = MailTemplate.of(mail.kind(), mail.language()).filled(mail.values());
    return new EmailRequest(mail.to(), filled.subject(), filled.text(), filled.html());
  }

  /** Names no person, so that it may be logged. */
  @Override
  public String toString() {
    return "a mail";
  }
}
