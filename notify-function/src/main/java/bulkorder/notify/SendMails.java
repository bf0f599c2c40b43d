package bulkorder.notify;

import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.messaging.TimedWork;
import bulkorder.ledger.notification.MailOutcome;
import bulkorder.ledger.notification.MailOutcome.NotNow;
import bulkorder.ledger.notification.PendingMail;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Sends many mails in as few requests as the provider allows, and begins no request that could not
 * end in time.
 */
@ApplicationScoped
class SendMails {

  private static final Logger LOG = Logger.getLogger(SendMails.class);

  private final MailSender sender;
  private final TimedWork requests;

  SendMails(MailSender sender, NotifyConfig config) {
    this.sender = sender;
    this.requests = new TimedWork(config.mailRequestsMax(), config.mailTimeNeeded());
  }

  /**
   * Sends what can be sent in time.
   *
   * @return the outcome of each mail whose request was begun, by notification id
   */
  Map<Long, MailOutcome> send(List<PendingMail> mails, Deadline deadline) {
    Map<Long, MailOutcome> outcomes = new ConcurrentHashMap<>();
    requests.each(requests(mails), deadline, request -> outcomes.putAll(send(request)));
    return outcomes;
  }

  /** Whether a request that begins now can end in time. */
  boolean haveTime(Deadline deadline) {
    return requests.fits(deadline);
  }

  private Map<Long, MailOutcome> send(List<PendingMail> request) {
    try {
      return sender.send(request);
    } catch (RuntimeException e) {
      LOG.errorf(e, "a request with %d mails broke", request.size());
      return request.stream()
          .collect(Collectors.toMap(PendingMail::notificationId, mail -> new NotNow()));
    }
  }

  private List<List<PendingMail>> requests(List<PendingMail> mails) {
    Collection<List<PendingMail>> byLanguage =
        mails.stream().collect(Collectors.groupingBy(PendingMail::language)).values();
    List<List<PendingMail>> requests = new ArrayList<>();
    for (List<PendingMail> ofOneLanguage : byLanguage) {
      for (int i = 0; i < ofOneLanguage.size(); i += sender.mailsPerRequest()) {
        int end = Math.min(i + sender.mailsPerRequest(), ofOneLanguage.size());
        requests.add(ofOneLanguage.subList(i, end));
      }
    }
    return requests;
  }
}
