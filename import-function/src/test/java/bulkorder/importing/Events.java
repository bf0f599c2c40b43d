package bulkorder.importing;

import bulkorder.ledger.testing.QueueEvents;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.amazon.lambda.runtime.handlers.S3EventInputReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Events as AWS writes them. */
final class Events {

  private Events() {}

  /** S3 tells of a new object, in a bucket without versions. */
  static S3Event created(String key) {
    var reader = new S3EventInputReader(new ObjectMapper());
    try {
      return reader.readValue(
          new ByteArrayInputStream(createdJson(key).getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lambda's on-failure destination keeps what became of such an event. */
  static SQSEvent failed(String messageId, String key) {
    return message(
        messageId,
        """
        {"version": "1.0", "timestamp": "2026-11-20T10:00:00.000Z",
         "requestContext": {"requestId": "e4b46cbf", "functionArn": "arn:aws:lambda:ap-northeast-1:0:function:import",
           "condition": "RetriesExhausted", "approximateInvokeCount": 3},
         "requestPayload": %s,
         "responseContext": {"statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"},
         "responsePayload": {"errorMessage": "no connection"}}
        """
            .formatted(createdJson(key)));
  }

  static SQSEvent message(String messageId, String body) {
    return QueueEvents.event(QueueEvents.message(messageId, body));
  }

  private static String createdJson(String key) {
    return """
    {"Records": [{"eventVersion": "2.1", "eventSource": "aws:s3", "awsRegion": "ap-northeast-1",
      "eventTime": "2026-11-20T10:00:00.000Z", "eventName": "ObjectCreated:Put",
      "userIdentity": {"principalId": "AWS:X"}, "requestParameters": {"sourceIPAddress": "127.0.0.1"},
      "responseElements": {"x-amz-request-id": "C3D13FE58DE4C810", "x-amz-id-2": "FMyUVURIY8"},
      "s3": {"s3SchemaVersion": "1.0", "configurationId": "import",
        "bucket": {"name": "orders", "ownerIdentity": {"principalId": "A3"}, "arn": "arn:aws:s3:::orders"},
        "object": {"key": "%s", "size": 1024, "eTag": "d41d8cd98f00b204", "sequencer": "0055AED6DCD90281E5"}}}]}
    """
        .formatted(URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/"));
  }
}
