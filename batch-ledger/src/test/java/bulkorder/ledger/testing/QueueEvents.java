package bulkorder.ledger.testing;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.List;

/** Messages as Lambda hands them to a function. */
public final class QueueEvents {

  private QueueEvents() {}

  /** One delivery of messages. */
  public static SQSEvent event(SQSMessage... messages) {
    var event = new SQSEvent();
    event.setRecords(List.of(messages));
    return event;
  }

  /** A message of a queue that nobody asks for. */
  public static SQSMessage message(String messageId, String body) {
    var message = new SQSMessage();
    message.setMessageId(messageId);
    message.setBody(body);
    return message;
  }
}
