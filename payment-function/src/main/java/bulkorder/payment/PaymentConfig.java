package bulkorder.payment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The settings of the payment function. */
@ConfigMapping(prefix = "bulkorder")
interface PaymentConfig {

  /**
   * The queue whose chunks are charged; a chunk that an invocation cannot finish goes back to it.
   */
  String paymentsQueueUrl();

  /** The queue whose chunks have mails to be sent. */
  String notificationsQueueUrl();

  /** Who takes the money. Only the settings of the one that is chosen are needed. */
  @WithDefault("SERVICE")
  Choice paymentProvider();

  /** The base URL of the payment service. */
  Optional<String> paymentServiceUrl();

  /** What the payment service has beyond {@code order_id}, {@code amount} and {@code currency}. */
  ServiceFeatures paymentService();

  /** The account at Stripe. */
  StripeAccount stripe();

  /** How many calls one running copy of the function makes at a time. */
  @WithDefault("25")
  int paymentCallsMax();

  /**
   * How much of an invocation's time must be left for a charge, or a further try of it, to begin:
   * its call's timeout and the recording of the outcome.
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

  /** How much patience the provider gets. */
  Faults paymentFaults();

  /** The providers that there are. */
  enum Choice {
    /** The existing payment service. */
    SERVICE,
    /** Stripe's PaymentIntents. */
    STRIPE
  }

  /** What the payment service has. */
  interface ServiceFeatures {

    /** Whether it honours the header {@code Idempotency-Key}. Else nothing is ever sent twice. */
    @WithDefault("true")
    boolean keys();

    /** Whether it takes {@code order_ids} and {@code payment_method}. */
    @WithDefault("true")
    boolean severalOrders();

    /** Whether it answers {@code GET /api/v1/payments?idempotency_key=…}. */
    @WithDefault("true")
    boolean questions();

    /** Whether it lists its payments under {@code GET /api/v1/payments?created_from=…}. */
    @WithDefault("true")
    boolean list();
  }

  /** The account at Stripe. */
  interface StripeAccount {

    /** Where the API is. */
    @WithDefault("https://api.stripe.com")
    String url();

    /** The secret key, or a restricted one that may write PaymentIntents and read charges. */
    Optional<String> secretKey();
  }

  /** How much patience the provider gets. */
  interface Faults {

    /** How often a call is made again within one invocation. */
    @WithDefault("3")
    int retriesMax();

    /** The longest pause before the first further call; each one doubles it. */
    @WithDefault("PT0.2S")
    Duration retryDelay();

    /** The longest pause before any further call, unless the provider asks for a longer one. */
    @WithDefault("PT5S")
    Duration retryDelayMax();

    /** Of how many latest calls the circuit breaker looks at the failures. */
    @WithDefault("10")
    int breakerCalls();

    /** What share of them must have failed for the circuit to open. */
    @WithDefault("0.5")
    double breakerFailureRatio();

    /** How long the circuit stays open; then one call probes. */
    @WithDefault("PT5S")
    Duration breakerDelay();
  }
}
