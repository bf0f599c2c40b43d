package bulkorder.notify;

import bulkorder.ledger.notification.MailOutcome;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A mail provider that says of each mail what a test wants, and keeps the requests. */
record FakeSender(
    int mailsPerRequest, Function<Mail, MailOutcome> behaviour, Queue<List<Mail>> requests)
    implements MailSender {

  FakeSender(int mailsPerRequest, Function<Mail, MailOutcome> behaviour) {
    this(mailsPerRequest, behaviour, new ConcurrentLinkedQueue<>());
  }

  @Override
  public Map<Long, MailOutcome> send(List<Mail> mails) {
    requests.add(List.copyOf(mails));
    return mails.stream().collect(Collectors.toMap(Mail::notificationId, behaviour));
  }
}
