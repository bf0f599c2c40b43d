package bulkorder.local.events;

import bulkorder.local.lambda.InvocationResult;
import bulkorder.local.template.EventSource.Messages;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * One poller of an SQS event source mapping: takes a batch of messages, invokes the function, and
 * deletes what succeeded. Whatever failed is left to its visibility timeout, which begins when the
 * function is invoked.
 */
final class QueuePoller implements Runnable {
  private static final Duration LOOK = Duration.ofSeconds(20);
  private static final Duration PAUSE_AFTER_PROBLEM = Duration.ofMillis(500);

  private final QueueCalls calls;
  private final HeldMessages held;
  private final QueueAddress queue;
  private final String function;
  private final Messages source;
  private final Functions functions;
  private final Problems problems;
  private final CountDownLatch stopped;

  QueuePoller(
      QueueCalls calls,
      HeldMessages held,
      QueueAddress queue,
      String function,
      Messages source,
      Functions functions,
      Problems problems,
      CountDownLatch stopped) {
    this.calls = calls;
    this.held = held;
    this.queue = queue;
    this.function = function;
    this.source = source;
    this.functions = functions;
    this.problems = problems;
    this.stopped = stopped;
  }

  @Override
  public void run() {
    try {
      while (stopped.getCount() > 0) {
        poll();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void poll() throws InterruptedException {
    try {
      var batch = calls.hide(takeBatch(), queue.visibilityTimeout());
      if (!batch.isEmpty()) {
        deliver(batch);
      }
    } catch (SdkException | IOException problem) {
      if (!stopped.await(PAUSE_AFTER_PROBLEM.toMillis(), TimeUnit.MILLISECONDS)) {
        problems.report("queue of " + function + ": " + problem.getMessage());
      }
    }
  }

  /** Waits for a first message; then for more, up to the batch size, until the window ends. */
  private List<Message> takeBatch() throws InterruptedException {
    List<HeldMessage> batch = new ArrayList<>();
    if (held.awaitMessage(LOOK)) {
      batch.addAll(held.take(source.batchSize()));
    }
    long end = System.nanoTime() + source.window().toNanos();
    for (long left = source.window().toNanos();
        !batch.isEmpty() && batch.size() < source.batchSize() && left > 0;
        left = end - System.nanoTime()) {
      held.awaitMessage(Duration.ofNanos(left));
      batch.addAll(held.take(source.batchSize() - batch.size()));
    }
    return batch.stream().map(HeldMessage::message).toList();
  }

  private void deliver(List<Message> batch) throws IOException, InterruptedException {
    var result = functions.invoke(function, MessagesEvent.json(batch, queue));
    if (!(result instanceof InvocationResult.Succeeded)) {
      problems.report(function + " failed: " + result);
    }
    calls.delete(BatchAnswer.succeeded(batch, result, source.failureReport()));
  }
}
