package bulkorder.local.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** What a queue is asked for, as many messages at once as it allows. */
final class QueueCalls {
  static final int AT_ONCE_MAX = 10;

  private final SqsClient sqs;
  private final String url;

  QueueCalls(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  List<Message> receive(Duration wait, Duration hidden) {
    return sqs.receiveMessage(
            request ->
                request
                    .queueUrl(url)
                    .maxNumberOfMessages(AT_ONCE_MAX)
                    .waitTimeSeconds(seconds(wait))
                    .visibilityTimeout(seconds(hidden))
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                    .messageAttributeNames("All"))
        .messages();
  }

  /**
   * Hides messages for so long from now on, in whole seconds, rather more than less.
   *
   * @return those that are hidden now; another may have come again in the meantime
   */
  List<Message> hide(List<Message> messages, Duration time) {
    List<Message> hidden = new ArrayList<>();
    for (List<Message> part : parts(messages)) {
      var answer =
          sqs.changeMessageVisibilityBatch(
              request ->
                  request
                      .queueUrl(url)
                      .entries(part.stream().map(message -> entry(message, time)).toList()));
      Set<String> failed =
          answer.failed().stream().map(BatchResultErrorEntry::id).collect(Collectors.toSet());
      part.stream().filter(message -> !failed.contains(message.messageId())).forEach(hidden::add);
    }
    return hidden;
  }

  void delete(List<Message> messages) {
    for (List<Message> part : parts(messages)) {
      sqs.deleteMessageBatch(
          request -> request.queueUrl(url).entries(part.stream().map(QueueCalls::entry).toList()));
    }
  }

  private static List<List<Message>> parts(List<Message> messages) {
    List<List<Message>> parts = new ArrayList<>();
    for (int from = 0; from < messages.size(); from += AT_ONCE_MAX) {
      parts.add(messages.subList(from, Math.min(from + AT_ONCE_MAX, messages.size())));
    }
    return parts;
  }

  private static int seconds(Duration time) {
    return Math.toIntExact(Math.ceilDiv(time.toMillis(), 1000));
  }

  private static ChangeMessageVisibilityBatchRequestEntry entry(Message message, Duration time) {
    return ChangeMessageVisibilityBatchRequestEntry.builder()
        .id(message.messageId())
        .receiptHandle(message.receiptHandle())
        .visibilityTimeout(seconds(time))
        .build();
  }

  private static DeleteMessageBatchRequestEntry entry(Message message) {
    return DeleteMessageBatchRequestEntry.builder()
        .id(message.messageId())
        .receiptHandle(message.receiptHandle())
        .build();
  }
}
