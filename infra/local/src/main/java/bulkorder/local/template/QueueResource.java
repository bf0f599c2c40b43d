package bulkorder.local.template;

import java.time.Duration;
import java.util.Optional;

/** An {@code AWS::SQS::Queue}. */
public record QueueResource(
    String id, Duration visibilityTimeout, Duration delay, Optional<Redrive> redrive) {

  /** After {@code receivesMax} receives without a delete a message moves to the queue named. */
  public record Redrive(String deadLetterQueue, int receivesMax) {}

  QueueResource withVisibilityDividedBy(int divisor) {
    return new QueueResource(id, visibilityTimeout.dividedBy(divisor), delay, redrive);
  }
}
