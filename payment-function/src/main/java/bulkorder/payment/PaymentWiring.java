package bulkorder.payment;

import bulkorder.ledger.messaging.ChunkQueue;
import bulkorder.ledger.operations.Measurements;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the payment function makes of its settings. */
@ApplicationScoped
class PaymentWiring {

  @Produces
  @Singleton
  ChunkQueue paymentsQueue(SqsClient sqs, PaymentConfig config, ObjectMapper json) {
    return new ChunkQueue(sqs, config.paymentsQueueUrl(), json);
  }

  /** The providers are beans that are only made when they are chosen, which is while we run. */
  @Produces
  @ApplicationScoped
  PaymentGateway gateway(
      PaymentConfig config,
      Instance<PaymentServiceProvider> service,
      Instance<StripeProvider> stripe,
      Measurements measurements,
      SecureRandom random,
      InstantSource clock) {
    PaymentProvider provider =
        switch (config.paymentProvider()) {
          case SERVICE -> service.get();
          case STRIPE -> stripe.get();
        };
    PaymentConfig.Faults faults = config.paymentFaults();
    return new GuardedGateway(
        new MeasuredProvider(provider, measurements, clock),
        ProviderGuards.guard("payment-provider", faults, config.paymentCallsMax()),
        new Backoff(faults.retryDelay(), faults.retryDelayMax(), random),
        config.paymentTimeNeeded(),
        faults.breakerDelay(),
        clock);
  }
}
