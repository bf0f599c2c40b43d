package bulkorder.ledger.testing;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What is in a real queue. */
public final class QueueView {

  private final SqsClient sqs;
  private final String url;

  /** Looks at the queue under this URL. */
  public QueueView(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  /** Takes every message that can be seen now, and gives their bodies. */
  public List<String> take() {
    List<String> bodies = new ArrayList<>();
    List<Message> messages;
    do {
      messages = sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10)).messages();
      for (Message message : messages) {
        bodies.add(message.body());
        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
      }
    } while (!messages.isEmpty());
    return bodies;
  }

  /** How many messages wait for their delay to end. */
  public int delayed() {
    var name = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;
    return Integer.parseInt(
        sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(name)).attributes().get(name));
  }

  /** Forgets every message. */
  public void clear() {
    sqs.purgeQueue(r -> r.queueUrl(url));
  }
}
