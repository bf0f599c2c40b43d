package bulkorder.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaymentConfigTest {

  @Test
  void what_is_not_told_has_a_default_but_for_the_queue() {
    PaymentConfig config = config(Map.of());

    assertThat(config.paymentProvider()).isEqualTo(PaymentConfig.Choice.SERVICE);
    assertThat(config.paymentServiceUrl()).isEmpty();
    assertThat(config.paymentService().keys()).isTrue();
    assertThat(config.paymentService().severalOrders()).isTrue();
    assertThat(config.paymentService().questions()).isTrue();
    assertThat(config.paymentService().list()).isTrue();
    assertThat(config.stripe().secretKey()).isEmpty();
    assertThat(config.stripe().url()).isEqualTo("https://api.stripe.com");
    assertThat(config.paymentCallsMax()).isEqualTo(25);
    assertThat(config.paymentTimeNeeded()).isEqualTo(Duration.ofSeconds(40));
    assertThat(config.providerProbeEvery()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.paymentWait()).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.paymentWaitMax()).isEqualTo(Duration.ofHours(24));
    assertThat(config.paymentFaults().retriesMax()).isEqualTo(3);
    assertThat(config.paymentFaults().retryDelay()).isEqualTo(Duration.ofMillis(200));
    assertThat(config.paymentFaults().retryDelayMax()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.paymentFaults().breakerCalls()).isEqualTo(10);
    assertThat(config.paymentFaults().breakerFailureRatio()).isEqualTo(0.5);
    assertThat(config.paymentFaults().breakerDelay()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void every_key_is_known_by_its_name() {
    PaymentConfig config =
        config(
            Map.ofEntries(
                Map.entry("bulkorder.payment-provider", "STRIPE"),
                Map.entry("bulkorder.payment-service-url", "https://pay.example"),
                Map.entry("bulkorder.payment-service.keys", "false"),
                Map.entry("bulkorder.payment-service.several-orders", "false"),
                Map.entry("bulkorder.payment-service.questions", "false"),
                Map.entry("bulkorder.payment-service.list", "false"),
                Map.entry("bulkorder.stripe.secret-key", "sk_test_1"),
                Map.entry("bulkorder.stripe.url", "https://stripe.example"),
                Map.entry("bulkorder.payment-calls-max", "1"),
                Map.entry("bulkorder.payment-time-needed", "PT2S"),
                Map.entry("bulkorder.provider-probe-every", "PT9S"),
                Map.entry("bulkorder.payment-wait", "PT10S"),
                Map.entry("bulkorder.payment-wait-max", "PT11S"),
                Map.entry("bulkorder.payment-faults.retries-max", "3"),
                Map.entry("bulkorder.payment-faults.retry-delay", "PT4S"),
                Map.entry("bulkorder.payment-faults.retry-delay-max", "PT5S"),
                Map.entry("bulkorder.payment-faults.breaker-calls", "6"),
                Map.entry("bulkorder.payment-faults.breaker-failure-ratio", "0.7"),
                Map.entry("bulkorder.payment-faults.breaker-delay", "PT8S")));

    assertThat(config.paymentsQueueUrl()).isEqualTo("https://sqs.example/payments");
    assertThat(config.notificationsQueueUrl()).isEqualTo("https://sqs.example/notifications");
    assertThat(config.paymentProvider()).isEqualTo(PaymentConfig.Choice.STRIPE);
    assertThat(config.paymentServiceUrl()).hasValue("https://pay.example");
    assertThat(config.paymentService().keys()).isFalse();
    assertThat(config.paymentService().severalOrders()).isFalse();
    assertThat(config.paymentService().questions()).isFalse();
    assertThat(config.paymentService().list()).isFalse();
    assertThat(config.stripe().secretKey()).hasValue("sk_test_1");
    assertThat(config.stripe().url()).isEqualTo("https://stripe.example");
    assertThat(config.paymentCallsMax()).isEqualTo(1);
    assertThat(config.paymentTimeNeeded()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.providerProbeEvery()).isEqualTo(Duration.ofSeconds(9));
    assertThat(config.paymentWait()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.paymentWaitMax()).isEqualTo(Duration.ofSeconds(11));
    assertThat(config.paymentFaults().retriesMax()).isEqualTo(3);
    assertThat(config.paymentFaults().retryDelay()).isEqualTo(Duration.ofSeconds(4));
    assertThat(config.paymentFaults().retryDelayMax()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.paymentFaults().breakerCalls()).isEqualTo(6);
    assertThat(config.paymentFaults().breakerFailureRatio()).isEqualTo(0.7);
    assertThat(config.paymentFaults().breakerDelay()).isEqualTo(Duration.ofSeconds(8));
  }

  /** Settings as they are without files and environment, but for what is given. */
  static PaymentConfig config(Map<String, String> values) {
    var builder =
        new SmallRyeConfigBuilder()
            .withMapping(PaymentConfig.class)
            .withDefaultValue("bulkorder.payments-queue-url", "https://sqs.example/payments")
            .withDefaultValue(
                "bulkorder.notifications-queue-url", "https://sqs.example/notifications");
    values.forEach(builder::withDefaultValue);
    return builder.build().getConfigMapping(PaymentConfig.class);
  }
}
