package bulkorder.notify;

import bulkorder.ledger.notification.MailOutcome;
import java.util.List;
import java.util.Map;

/** A mail provider. */
interface MailSender {

  /** How many mails one request may hold. */
  int mailsPerRequest();

  /**
   * Hands over mails of one kind and language.
   *
   * @param mails at most {@link #mailsPerRequest()}
   * @return the outcome of each by notification id; a failure of the request is an outcome, not an
   *     exception
   */
  Map<Long, MailOutcome> send(List<Mail> mails);
}
