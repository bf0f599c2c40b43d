package bulkorder.notify;

import bulkorder.ledger.NotificationKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The mails of one sending that are in no request yet, those of one kind and language together. */
final class MailsLeft {

  private record Sort(NotificationKind kind, String language) {}

  private final List<Mail> left;
  private final int mailsPerRequest;
  private final Set<Long> begun = new HashSet<>();

  MailsLeft(List<Mail> mails, int mailsPerRequest) {
    this.left =
        new ArrayList<>(
            mails.stream()
                .sorted(Comparator.comparing(Mail::kind).thenComparing(Mail::language))
                .toList());
    this.mailsPerRequest = mailsPerRequest;
  }

  int size() {
    return left.size();
  }

  /**
   * The next requests, which stay here until they are {@link #remove}d.
   *
   * @param mailsMax how many mails they hold together, at most
   * @param requestsMax how many there are, at most
   */
  List<List<Mail>> next(int mailsMax, int requestsMax) {
    Map<Sort, List<List<Mail>>> requests = new LinkedHashMap<>();
    int count = 0;
    for (Mail mail : left.subList(0, Math.min(mailsMax, left.size()))) {
      var ofSort =
          requests.computeIfAbsent(
              new Sort(mail.kind(), mail.language()), sort -> new ArrayList<>());
      if (ofSort.isEmpty() || ofSort.getLast().size() == mailsPerRequest) {
        if (count == requestsMax) {
          break;
        }
        ofSort.add(new ArrayList<>());
        count++;
      }
      ofSort.getLast().add(mail);
    }
    return requests.values().stream().flatMap(Collection::stream).toList();
  }

  /** Those of some requests that were not asked for here before. */
  List<Mail> notBegun(List<List<Mail>> requests) {
    return requests.stream()
        .flatMap(Collection::stream)
        .filter(mail -> begun.add(mail.notificationId()))
        .toList();
  }

  /** Takes the first requests away, which are sent. */
  void remove(List<List<Mail>> requests) {
    left.subList(0, requests.stream().mapToInt(List::size).sum()).clear();
  }
}
