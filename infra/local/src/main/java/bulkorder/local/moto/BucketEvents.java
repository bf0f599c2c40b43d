package bulkorder.local.moto;

import static java.nio.charset.StandardCharsets.UTF_8;

import bulkorder.local.AwsServices.ObjectEvents;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Takes the events that a bucket puts into a queue, and hands each on as it is: moto invokes no
 * functions of others.
 */
final class BucketEvents implements AutoCloseable {
  private static final int MESSAGES_MAX = 10;
  private static final int LOOK_SECONDS = 1;
  private static final long PAUSE_MILLIS = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SqsClient sqs;
  private final String queueUrl;
  private final ObjectEvents objects;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private BucketEvents(SqsClient sqs, String queueUrl, ObjectEvents objects) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.objects = objects;
  }

  static BucketEvents start(SqsClient sqs, String queueUrl, ObjectEvents objects) {
    var events = new BucketEvents(sqs, queueUrl, objects);
    Thread.ofVirtual().name("bucket-events").start(events::run);
    return events;
  }

  private void run() {
    try {
      while (stopped.getCount() > 0) {
        takeOrPause();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeOrPause() throws InterruptedException {
    try {
      sqs.receiveMessage(
              it ->
                  it.queueUrl(queueUrl)
                      .maxNumberOfMessages(MESSAGES_MAX)
                      .waitTimeSeconds(LOOK_SECONDS))
          .messages()
          .forEach(this::handOn);
    } catch (SdkException _) {
      stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void handOn(Message message) {
    for (JsonNode told : records(message.body())) {
      var s3 = told.path("s3");
      objects.created(
          s3.path("bucket").path("name").asText(),
          URLDecoder.decode(s3.path("object").path("key").asText(), UTF_8),
          told.path("eventName").asText(),
          message.body());
    }
    sqs.deleteMessage(it -> it.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
  }

  /** None, where it tells of no objects, as the test event does. */
  private static JsonNode records(String event) {
    try {
      return JSON.readTree(event).path("Records");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event of moto's S3 is not JSON", e);
    }
  }

  @Override
  public void close() {
    stopped.countDown();
  }
}
