package bulkorder.importing;

import bulkorder.ledger.messaging.ChunkMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Takes what is in the orders queue. */
@ApplicationScoped
class OrdersQueue {

  private final SqsClient sqs;
  private final ImportConfig config;
  private final ObjectMapper json;

  OrdersQueue(SqsClient sqs, ImportConfig config, ObjectMapper json) {
    this.sqs = sqs;
    this.config = config;
    this.json = json;
  }

  /** Takes all messages out of the queue. */
  List<ChunkMessage> take() {
    List<ChunkMessage> taken = new ArrayList<>();
    for (var messages = receive(); !messages.isEmpty(); messages = receive()) {
      messages.forEach(message -> taken.add(chunkMessage(message)));
    }
    return taken;
  }

  private List<Message> receive() {
    return sqs.receiveMessage(r -> r.queueUrl(config.ordersQueueUrl()).maxNumberOfMessages(10))
        .messages();
  }

  private ChunkMessage chunkMessage(Message message) {
    sqs.deleteMessage(
        r -> r.queueUrl(config.ordersQueueUrl()).receiptHandle(message.receiptHandle()));
    try {
      return json.readValue(message.body(), ChunkMessage.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
