package bulkorder.notify;

import bulkorder.ledger.notification.MailOutcome;
import bulkorder.ledger.notification.MailOutcome.NotNow;
import bulkorder.ledger.notification.MailOutcome.Throttled;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The requests of one sending, each on a thread of its own. Closing it waits for their ends. */
final class RequestsInFlight implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(RequestsInFlight.class);

  private final MailSender sender;
  private final RequestWork work;
  private final Runnable onThrottled;
  private final Semaphore free;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Duration> throttled = new ConcurrentLinkedQueue<>();
  private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

  /**
   * @param max how many there may be at a time
   * @param onThrottled what is done where the provider says that it is too much
   */
  RequestsInFlight(MailSender sender, RequestWork work, int max, Runnable onThrottled) {
    this.sender = sender;
    this.work = work;
    this.free = new Semaphore(max);
    this.onThrottled = onThrottled;
  }

  /** Waits until so many more can be made; false if that does not come about in time. */
  boolean canMake(int requests, Duration waitMax) {
    try {
      if (!free.tryAcquire(requests, waitMax.toNanos(), TimeUnit.NANOSECONDS)) {
        return false;
      }
      free.release(requests);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while mails were sent", e);
    }
  }

  /** How many more could be made now. */
  int free() {
    return free.availablePermits();
  }

  /** Makes a request, for which there must be room. */
  void make(List<Mail> request) {
    free.acquireUninterruptibly();
    threads.execute(
        () -> {
          try {
            end(send(request));
          } catch (RuntimeException e) {
            failures.add(e);
          } finally {
            free.release();
          }
        });
  }

  /** Whether no more should be made: the provider or the ledger took one badly. */
  boolean shouldStop() {
    return !failures.isEmpty() || !throttled.isEmpty();
  }

  /** How long the provider wants to be left alone, if it said that it is too much. */
  Optional<Duration> throttledFor() {
    return throttled.stream().max(Duration::compareTo);
  }

  @Override
  public void close() {
    threads.close();
    if (!failures.isEmpty()) {
      throw new IllegalStateException("outcomes of mails were not recorded", failures.element());
    }
  }

  private void end(Map<Long, MailOutcome> outcomes) {
    work.end(outcomes);
    outcomes.values().stream()
        .filter(Throttled.class::isInstance)
        .map(outcome -> ((Throttled) outcome).pause())
        .max(Duration::compareTo)
        .ifPresent(
            pause -> {
              throttled.add(pause);
              onThrottled.run();
            });
  }

  private Map<Long, MailOutcome> send(List<Mail> request) {
    try {
      return sender.send(request);
    } catch (RuntimeException e) {
      LOG.errorf(e, "a request with %d mails broke", request.size());
      return request.stream().collect(Collectors.toMap(Mail::notificationId, mail -> new NotNow()));
    }
  }
}
