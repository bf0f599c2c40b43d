package bulkorder.local.events;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Receives ahead of the pollers, so that the groups of a long queue are known and take turns. What
 * waits here stays hidden in the queue; what still waits when the mapping stops is given back.
 */
final class QueueReader implements Runnable {
  private static final Duration LONG_POLL = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration PAUSE_AFTER_PROBLEM = Duration.ofMillis(500);

  private final QueueCalls queue;
  private final HeldMessages held;
  private final Duration hidden;
  private final Problems problems;
  private final CountDownLatch stopped;

  /**
   * Knows the queue, and reads nothing yet.
   *
   * @param hidden for how long the queue hides what waits here; begun anew after half of it
   */
  QueueReader(
      QueueCalls queue,
      HeldMessages held,
      Duration hidden,
      Problems problems,
      CountDownLatch stopped) {
    this.queue = queue;
    this.held = held;
    this.hidden = hidden;
    this.problems = problems;
    this.stopped = stopped;
  }

  @Override
  public void run() {
    try {
      while (isRunning()) {
        read();
      }
      giveBack();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() throws InterruptedException {
    try {
      hideAnew();
      if (held.awaitRoom(LOOK)) {
        held.add(received());
      }
    } catch (SdkException problem) {
      if (!stopped.await(PAUSE_AFTER_PROBLEM.toMillis(), TimeUnit.MILLISECONDS)) {
        problems.report("a queue cannot be read: " + problem.getMessage());
      }
    }
  }

  private List<HeldMessage> received() {
    long now = System.nanoTime();
    return queue.receive(LONG_POLL, hidden).stream()
        .map(message -> new HeldMessage(message, now))
        .toList();
  }

  /** What waits long would be seen again; what was, in spite of that, is not ours any more. */
  private void hideAnew() {
    long now = System.nanoTime();
    List<HeldMessage> waitLong = held.which(message -> message.hiddenFor(hidden.dividedBy(2), now));
    Set<Message> ours = Set.copyOf(queue.hide(messages(waitLong), hidden));
    waitLong.stream()
        .filter(waiting -> ours.contains(waiting.message()))
        .forEach(waiting -> waiting.hiddenAnew(now));
    waitLong.removeIf(waiting -> ours.contains(waiting.message()));
    held.takeIf(waitLong::contains);
  }

  private void giveBack() {
    try {
      queue.hide(messages(held.takeIf(_ -> true)), Duration.ZERO);
    } catch (SdkException _) {
      // The queue is gone, and they with it; or they are seen again when their time is over.
    }
  }

  private static List<Message> messages(List<HeldMessage> held) {
    return held.stream().map(HeldMessage::message).toList();
  }

  private boolean isRunning() {
    return stopped.getCount() > 0;
  }
}
