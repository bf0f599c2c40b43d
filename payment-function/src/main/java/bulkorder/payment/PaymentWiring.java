package bulkorder.payment;

import bulkorder.ledger.messaging.ChunkQueue;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the payment function makes of its settings. */
@ApplicationScoped
class PaymentWiring {

  @Produces
  @Singleton
  ChunkQueue paymentsQueue(SqsClient sqs, PaymentConfig config, ObjectMapper json) {
    return new ChunkQueue(sqs, config.paymentsQueueUrl(), json);
  }
}
