package bulkorder.payment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings of the payment function. */
@ConfigMapping(prefix = "bulkorder")
interface PaymentConfig {

  /**
   * The queue whose chunks are charged; a chunk that an invocation cannot finish goes back to it.
   */
  String paymentsQueueUrl();

  /** The base URL of the payment service. */
  String paymentServiceUrl();

  /** How many calls one running copy of the function makes at a time. */
  @WithDefault("25")
  int paymentCallsMax();

  /**
   * How much of an invocation's time must be left for a charge to begin: its retries, its last
   * call's timeout, and the recording of the outcome.
   */
  @WithDefault("PT40S")
  Duration paymentTimeNeeded();

  /** How long after a try to reach a provider that is down the next one is made. */
  @WithDefault("PT5S")
  Duration providerProbeEvery();

  /**
   * How long a chunk waits, at most, before it is looked at again, while its provider does not take
   * charges or charging is stopped.
   */
  @WithDefault("PT15S")
  Duration paymentWait();

  /** How long a provider may turn a payment away before its row is given up as not sent. */
  @WithDefault("PT24H")
  Duration paymentWaitMax();
}
