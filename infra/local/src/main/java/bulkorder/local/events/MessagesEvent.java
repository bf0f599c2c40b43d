package bulkorder.local.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The event in which Lambda gives a function a batch of messages. */
final class MessagesEvent {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MessagesEvent() {}

  static String json(List<Message> messages, QueueAddress queue) {
    var event = JSON.createObjectNode();
    var records = event.putArray("Records");
    messages.forEach(message -> fill(records.addObject(), message, queue));
    return event.toString();
  }

  private static void fill(ObjectNode item, Message message, QueueAddress queue) {
    item.put("messageId", message.messageId());
    item.put("receiptHandle", message.receiptHandle());
    item.put("body", message.body());
    var attributes = item.putObject("attributes");
    message.attributesAsStrings().forEach(attributes::put);
    var messageAttributes = item.putObject("messageAttributes");
    message
        .messageAttributes()
        .forEach((name, value) -> fill(messageAttributes.putObject(name), value));
    item.put("md5OfBody", message.md5OfBody());
    item.put("eventSource", "aws:sqs");
    item.put("eventSourceARN", queue.arn());
    item.put("awsRegion", queue.region());
  }

  private static void fill(ObjectNode attribute, MessageAttributeValue value) {
    if (value.stringValue() != null) {
      attribute.put("stringValue", value.stringValue());
    }
    if (value.binaryValue() != null) {
      attribute.put(
          "binaryValue", Base64.getEncoder().encodeToString(value.binaryValue().asByteArray()));
    }
    attribute.putArray("stringListValues");
    attribute.putArray("binaryListValues");
    attribute.put("dataType", value.dataType());
  }
}
