package bulkorder.notify;

import bulkorder.ledger.notification.MailOutcome;
import java.util.List;
import java.util.Map;

/** What surrounds each request to a mail provider. May be called by several threads at once. */
interface RequestWork {

  /** Records that these mails are about to be sent. */
  void begin(List<Mail> mails);

  /** Records what became of them, by notification id. */
  void end(Map<Long, MailOutcome> outcomes);
}
