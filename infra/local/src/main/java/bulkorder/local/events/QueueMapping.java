package bulkorder.local.events;

import bulkorder.local.template.EventSource.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * An SQS event source mapping: as many pollers of a queue as its function may have copies, and one
 * reader before them, by which clients take turns.
 */
public final class QueueMapping implements AutoCloseable {
  private static final Duration STOP_MAX = Duration.ofSeconds(5);
  private static final int READ_AHEAD_MAX = 5_000;
  private static final Duration HIDDEN_AHEAD = Duration.ofMinutes(2);

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final List<Thread> pollers = new ArrayList<>();

  private QueueMapping() {}

  /**
   * Starts to poll.
   *
   * @param copiesMax processes that the function has at most; more pollers would only wait
   */
  public static QueueMapping start(
      SqsClient sqs,
      QueueAddress queue,
      String function,
      Messages source,
      int copiesMax,
      Functions functions,
      Problems problems) {
    var mapping = new QueueMapping();
    int count = Math.min(copiesMax, source.concurrencyMax().orElse(copiesMax));
    var calls = new QueueCalls(sqs, queue.url());
    var held = new HeldMessages(READ_AHEAD_MAX);
    Thread.ofVirtual()
        .name("read-" + function)
        .start(new QueueReader(calls, held, HIDDEN_AHEAD, problems, mapping.stopped));
    var poller =
        new QueuePoller(calls, held, queue, function, source, functions, problems, mapping.stopped);
    for (int number = 1; number <= count; number++) {
      mapping.pollers.add(Thread.ofVirtual().name("poll-" + function + "-" + number).start(poller));
    }
    return mapping;
  }

  /**
   * Stops polling, and gives up what is under way: its messages come again. The reader is not
   * interrupted, for it may be about to receive: it gives back what it has when its call returns.
   */
  @Override
  public void close() {
    stopped.countDown();
    pollers.forEach(Thread::interrupt);
    try {
      for (var poller : pollers) {
        poller.join(STOP_MAX);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
