package bulkorder.ledger.testing;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** Messages as Lambda hands them to a function. */
public final class QueueEvents {

  /** As Quarkus reads the events of Lambda. */
  private static final ObjectMapper READER =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

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

  /** One message as Lambda writes it and as the functions read it. */
  public static SQSEvent event(String queue, String messageId, String body) {
    try {
      return READER.readValue(
          """
          {"Records": [{"messageId": "%s", "receiptHandle": "MessageReceiptHandle", "body": %s,
            "attributes": {"ApproximateReceiveCount": "1", "SentTimestamp": "1763700000000", "SenderId": "AIDA",
              "ApproximateFirstReceiveTimestamp": "1763700000001", "MessageGroupId": "demo",
              "DeadLetterQueueSourceArn": "arn:aws:sqs:ap-northeast-1:000000000000:source"},
            "messageAttributes": {}, "md5OfBody": "7b270e59b47ff90a553787216d55d91d", "eventSource": "aws:sqs",
            "eventSourceARN": "arn:aws:sqs:ap-northeast-1:000000000000:%s", "awsRegion": "ap-northeast-1"}]}
          """
              .formatted(messageId, READER.writeValueAsString(body), queue),
          SQSEvent.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
