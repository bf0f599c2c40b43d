package bulkorder.local.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.time.Instant;

/**
 * A new object of a bucket.
 *
 * @param eventName such as {@code ObjectCreated:Put}
 * @param key as it is, not encoded
 */
public record ObjectEvent(
    String bucket,
    String key,
    long sizeBytes,
    String eTag,
    String eventName,
    String sequencer,
    Instant time) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The event in which S3 tells a function of it. */
  public String json(String region) {
    var event = JSON.createObjectNode();
    var item = event.putArray("Records").addObject();
    item.put("eventVersion", "2.1");
    item.put("eventSource", "aws:s3");
    item.put("awsRegion", region);
    item.put("eventTime", time.toString());
    item.put("eventName", eventName);
    item.putObject("userIdentity").put("principalId", "AWS:local");
    item.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
    item.putObject("responseElements")
        .put("x-amz-request-id", sequencer)
        .put("x-amz-id-2", sequencer);
    var s3 = item.putObject("s3");
    s3.put("s3SchemaVersion", "1.0").put("configurationId", "local");
    var bucketNode = s3.putObject("bucket");
    bucketNode.put("name", bucket).put("arn", "arn:aws:s3:::" + bucket);
    bucketNode.putObject("ownerIdentity").put("principalId", "local");
    s3.putObject("object")
        .put("key", encoded(key))
        .put("size", sizeBytes)
        .put("eTag", eTag)
        .put("sequencer", sequencer);
    return event.toString();
  }

  /** As S3 encodes keys in its events: like a form, but for the slashes. */
  private static String encoded(String key) {
    return URLEncoder.encode(key, UTF_8).replace("%2F", "/");
  }
}
