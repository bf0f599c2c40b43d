package bulkorder.ordering;

import bulkorder.ledger.messaging.ChunkQueue;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queues that the order function sends to. */
@ApplicationScoped
class OrderQueues {

  private final ChunkQueue orders;
  private final ChunkQueue payments;
  private final ChunkQueue notifications;

  OrderQueues(SqsClient sqs, OrderConfig config, ObjectMapper json) {
    orders = new ChunkQueue(sqs, config.ordersQueueUrl(), json);
    payments = new ChunkQueue(sqs, config.paymentsQueueUrl(), json);
    notifications = new ChunkQueue(sqs, config.notificationsQueueUrl(), json);
  }

  ChunkQueue orders() {
    return orders;
  }

  ChunkQueue payments() {
    return payments;
  }

  ChunkQueue notifications() {
    return notifications;
  }
}
