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
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * One poller of an SQS event source mapping: takes a batch of messages, invokes the function, and
 * deletes what succeeded. Whatever failed is left to its visibility timeout.
 */
final class QueuePoller implements Runnable {
  private static final int RECEIVED_AT_ONCE_MAX = 10;
  private static final int LONG_POLL_SECONDS = 20;
  private static final Duration PAUSE_AFTER_PROBLEM = Duration.ofMillis(500);

  private final SqsClient sqs;
  private final QueueAddress queue;
  private final String function;
  private final Messages source;
  private final Functions functions;
  private final Problems problems;
  private final CountDownLatch stopped;

  QueuePoller(
      SqsClient sqs,
      QueueAddress queue,
      String function,
      Messages source,
      Functions functions,
      Problems problems,
      CountDownLatch stopped) {
    this.sqs = sqs;
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
      var batch = receiveBatch();
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
  private List<Message> receiveBatch() {
    List<Message> batch = new ArrayList<>(receive(source.batchSize(), LONG_POLL_SECONDS));
    long end = System.nanoTime() + source.window().toNanos();
    for (long left = source.window().toMillis();
        !batch.isEmpty() && batch.size() < source.batchSize() && left > 0;
        left = (end - System.nanoTime()) / 1_000_000) {
      int seconds = Math.clamp(Math.ceilDiv(left, 1_000), 1, LONG_POLL_SECONDS);
      batch.addAll(receive(source.batchSize() - batch.size(), seconds));
    }
    return batch;
  }

  private List<Message> receive(int messagesMax, int waitSeconds) {
    return sqs.receiveMessage(
            request ->
                request
                    .queueUrl(queue.url())
                    .maxNumberOfMessages(Math.min(messagesMax, RECEIVED_AT_ONCE_MAX))
                    .waitTimeSeconds(waitSeconds)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                    .messageAttributeNames("All"))
        .messages();
  }

  private void deliver(List<Message> batch) throws IOException, InterruptedException {
    var result = functions.invoke(function, MessagesEvent.json(batch, queue));
    if (!(result instanceof InvocationResult.Succeeded)) {
      problems.report(function + " failed: " + result);
    }
    delete(BatchAnswer.succeeded(batch, result, source.failureReport()));
  }

  private void delete(List<Message> done) {
    for (int from = 0; from < done.size(); from += RECEIVED_AT_ONCE_MAX) {
      var part = done.subList(from, Math.min(from + RECEIVED_AT_ONCE_MAX, done.size()));
      sqs.deleteMessageBatch(
          request ->
              request
                  .queueUrl(queue.url())
                  .entries(part.stream().map(QueuePoller::entry).toList()));
    }
  }

  private static DeleteMessageBatchRequestEntry entry(Message message) {
    return DeleteMessageBatchRequestEntry.builder()
        .id(message.messageId())
        .receiptHandle(message.receiptHandle())
        .build();
  }
}
