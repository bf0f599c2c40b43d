package bulkorder.importing;

import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.testing.QueueView;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Takes what is in the orders queue. */
@ApplicationScoped
class OrdersQueue {

  private final QueueView queue;
  private final ObjectMapper json;

  OrdersQueue(SqsClient sqs, ImportConfig config, ObjectMapper json) {
    this.queue = new QueueView(sqs, config.ordersQueueUrl());
    this.json = json;
  }

  /** Takes all messages out of the queue. */
  List<ChunkMessage> take() {
    return queue.take().stream().map(this::chunkMessage).toList();
  }

  private ChunkMessage chunkMessage(String body) {
    try {
      return json.readValue(body, ChunkMessage.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
