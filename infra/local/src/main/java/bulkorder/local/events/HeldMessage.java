package bulkorder.local.events;

import java.time.Duration;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** A message that is received, hidden in its queue, and waits for its turn. */
final class HeldMessage {
  private final Message message;
  private volatile long hiddenSinceNanos;

  HeldMessage(Message message, long hiddenSinceNanos) {
    this.message = message;
    this.hiddenSinceNanos = hiddenSinceNanos;
  }

  Message message() {
    return message;
  }

  /** Its group; messages without one are a group of their own. */
  String group() {
    return message.attributes().getOrDefault(MessageSystemAttributeName.MESSAGE_GROUP_ID, "");
  }

  void hiddenAnew(long nowNanos) {
    hiddenSinceNanos = nowNanos;
  }

  boolean hiddenFor(Duration time, long nowNanos) {
    return nowNanos - hiddenSinceNanos >= time.toNanos();
  }
}
