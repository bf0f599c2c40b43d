package bulkorder.standins;

/**
 * Moves a message to another queue instead of delivering it once more.
 *
 * @param deadLetterQueueName a queue that exists already
 * @param maxReceiveCount how often a message is delivered at most, 1 to 1,000
 */
public record Redrive(String deadLetterQueueName, int maxReceiveCount) {

  private static final int RECEIVE_COUNT_MAX = 1_000;

  public Redrive {
    if (maxReceiveCount < 1 || maxReceiveCount > RECEIVE_COUNT_MAX) {
      throw new IllegalArgumentException(
          "maxReceiveCount is " + maxReceiveCount + ", not 1 to " + RECEIVE_COUNT_MAX);
    }
  }
}
