package bulkorder.ordering;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings of the order function. */
@ConfigMapping(prefix = "bulkorder")
interface OrderConfig {

  /** The queue whose chunks become orders. */
  String ordersQueueUrl();

  /** The queue of the payment function. */
  String paymentsQueueUrl();

  /** The queue of the notify function. */
  String notificationsQueueUrl();

  /**
   * How long a chunk with open rows may rest before its messages are sent again. Longer than a
   * message can be out of sight (its visibility timeout) and than a claim can last.
   */
  @WithDefault("PT3M")
  Duration stuckAfter();

  /**
   * By how much later a message must have been sent that was received, so that this one is lost.
   */
  @WithDefault("PT1M")
  Duration stuckMargin();

  /** After how long a resting chunk is sent again, whatever its queue looks like. */
  @WithDefault("PT1H")
  Duration stuckAtLongest();

  /**
   * How much of an invocation's time must be left for a chunk to be begun; what is not begun is
   * handed on.
   */
  @WithDefault("PT10S")
  Duration orderTimeNeeded();

  /**
   * How long one invocation packs orders into charges, well below its timeout; what is left then is
   * done by the next.
   */
  @WithDefault("PT20S")
  Duration packingTimeMax();

  /**
   * For how long after its link has expired an upload may still be under way; what comes later
   * begins its batch again.
   */
  @WithDefault("PT5M")
  Duration uploadGrace();

  /** How many chunks one look for stuck work sends again at most. */
  @WithDefault("1000")
  int stuckChunksMax();
}
