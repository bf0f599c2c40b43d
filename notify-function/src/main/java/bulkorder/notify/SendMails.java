package bulkorder.notify;

import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.messaging.TimedWork;
import bulkorder.ledger.notification.MailOutcome;
import bulkorder.ledger.notification.MailOutcome.NotNow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Sends many mails in as few requests as the provider allows, and begins no request that could not
 * end in time.
 */
@ApplicationScoped
class SendMails {

  private static final Logger LOG = Logger.getLogger(SendMails.class);

  /** Not at once: should no invocation ever have time for a call, they would chase each other. */
  private static final Duration HAND_ON_DELAY = Duration.ofSeconds(1);

  private record Sort(NotificationKind kind, String language) {}

  private final MailSender sender;
  private final TimedWork requests;

  SendMails(MailSender sender, NotifyConfig config) {
    this.sender = sender;
    this.requests = new TimedWork(config.mailRequestsMax(), config.mailTimeNeeded());
  }

  /**
   * Sends what can be sent in time.
   *
   * @param work done before and after each request
   * @return after what time what is left may be tried; empty if a request was made for each mail
   */
  Optional<Duration> send(List<Mail> mails, Deadline deadline, RequestWork work) {
    List<List<Mail>> wanted = requests(mails);
    var made = new AtomicInteger();
    requests.each(
        wanted,
        deadline,
        request -> {
          made.incrementAndGet();
          work.begin(request);
          work.end(send(request));
        });
    return made.get() == wanted.size() ? Optional.empty() : Optional.of(HAND_ON_DELAY);
  }

  /** Whether a request that begins now can end in time. */
  boolean haveTime(Deadline deadline) {
    return requests.fits(deadline);
  }

  private Map<Long, MailOutcome> send(List<Mail> request) {
    try {
      return sender.send(request);
    } catch (RuntimeException e) {
      LOG.errorf(e, "a request with %d mails broke", request.size());
      return request.stream().collect(Collectors.toMap(Mail::notificationId, mail -> new NotNow()));
    }
  }

  private List<List<Mail>> requests(List<Mail> mails) {
    List<List<Mail>> requests = new ArrayList<>();
    for (List<Mail> ofOneSort :
        mails.stream()
            .collect(Collectors.groupingBy(mail -> new Sort(mail.kind(), mail.language())))
            .values()) {
      for (int i = 0; i < ofOneSort.size(); i += sender.mailsPerRequest()) {
        int end = Math.min(i + sender.mailsPerRequest(), ofOneSort.size());
        requests.add(ofOneSort.subList(i, end));
      }
    }
    return requests;
  }
}
