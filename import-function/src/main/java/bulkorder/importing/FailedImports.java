package bulkorder.importing;

import static java.nio.charset.StandardCharsets.UTF_8;

import bulkorder.ledger.CardNumbers;
import bulkorder.ledger.batch.FileObject;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.amazon.lambda.runtime.handlers.S3EventInputReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Reads what Lambda's on-failure destination says of an invocation that failed for good
 * (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html): its {@code
 * requestPayload} is the S3 event.
 */
@ApplicationScoped
class FailedImports {

  private static final Logger LOG = Logger.getLogger(FailedImports.class);

  private final ObjectMapper json;

  FailedImports(ObjectMapper json) {
    this.json = json;
  }

  /** The files of the event; none, and an error in the log, where the body is something else. */
  List<FileObject> in(String messageId, String body) {
    try {
      JsonNode event = json.readTree(body).path("requestPayload");
      if (isS3Event(event)) {
        var bytes = new ByteArrayInputStream(json.writeValueAsBytes(event));
        return ObjectVersions.in(new S3EventInputReader(json).readValue(bytes));
      }
      LOG.errorf("message %s is kept, but holds no S3 event", messageId);
    } catch (IOException notJson) {
      // Without the exception, whose message holds the text.
      LOG.errorf("message %s is kept, but is no JSON", messageId);
    }
    return List.of();
  }

  /** What may be kept of a body: an object's key with a card number is masked, and decoded. */
  String withoutCardNumbers(String body) {
    try {
      JsonNode message = json.readTree(body);
      message.at("/requestPayload/Records").forEach(FailedImports::mask);
      return message.toString();
    } catch (IOException | IllegalArgumentException noEvent) {
      return CardNumbers.masked(body);
    }
  }

  private static void mask(JsonNode item) {
    if (item.at("/s3/object") instanceof ObjectNode object) {
      String key = URLDecoder.decode(object.path("key").asText(), UTF_8);
      if (CardNumbers.in(key)) {
        object.put("key", CardNumbers.masked(key));
      }
    }
  }

  private static boolean isS3Event(JsonNode event) {
    JsonNode items = event.path("Records");
    return items.isArray()
        && items
            .valueStream()
            .map(item -> item.path("s3"))
            .allMatch(
                s3 ->
                    s3.at("/bucket/name").isTextual()
                        && s3.at("/object/key").isTextual()
                        && s3.at("/object/eTag").isTextual());
  }
}
