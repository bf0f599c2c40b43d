package bulkorder.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * What a form must hold to put one object into a bucket, by the rules of "Browser-Based Uploads
 * Using POST" of Amazon S3 (AWS Signature Version 4), for which the SDK has nothing.
 */
final class PostPolicy {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String HMAC = "HmacSHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int DATE_CHARS = 8;

  /**
   * The object that may be put.
   *
   * @param contentType that it must have
   * @param bytesMax how large it may be; it must have one byte at least
   * @param expiresAt after which it is refused
   */
  record PutObject(
      String bucket, String key, String contentType, long bytesMax, Instant expiresAt) {}

  private final AwsCredentialsIdentity credentials;
  private final String region;

  PostPolicy(AwsCredentialsIdentity credentials, String region) {
    this.credentials = credentials;
    this.region = region;
  }

  /** The fields of the form; the file comes after them, as the field {@code file}. */
  Map<String, String> fields(PutObject object, Instant now) {
    String time = TIME.format(now);
    String scope = "%s/%s/s3/aws4_request".formatted(time.substring(0, DATE_CHARS), region);
    Map<String, String> fields = new TreeMap<>();
    fields.put("key", object.key());
    fields.put("Content-Type", object.contentType());
    fields.put("x-amz-algorithm", ALGORITHM);
    fields.put("x-amz-credential", credentials.accessKeyId() + "/" + scope);
    fields.put("x-amz-date", time);
    if (credentials instanceof AwsSessionCredentialsIdentity session) {
      fields.put("x-amz-security-token", session.sessionToken());
    }
    String policy = encoded(object, fields);
    fields.put("policy", policy);
    fields.put("x-amz-signature", signature(policy, time.substring(0, DATE_CHARS)));
    return fields;
  }

  /** Every field must be as it is given here, and no other may be there. */
  private static String encoded(PutObject object, Map<String, String> fields) {
    var json = new ObjectMapper();
    ArrayNode conditions = json.createArrayNode();
    conditions.addObject().put("bucket", object.bucket());
    fields.forEach((name, value) -> conditions.addArray().add("eq").add("$" + name).add(value));
    conditions.addArray().add("content-length-range").add(1).add(object.bytesMax());
    Instant expiresAt = object.expiresAt().truncatedTo(ChronoUnit.SECONDS);
    var policy = json.createObjectNode().put("expiration", expiresAt.toString());
    policy.set("conditions", conditions);
    try {
      return Base64.getEncoder().encodeToString(json.writeValueAsBytes(policy));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a policy cannot be written", e);
    }
  }

  String signature(String policy, String date) {
    byte[] key = ("AWS4" + credentials.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
    for (String part : new String[] {date, region, "s3", "aws4_request", policy}) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(key);
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HMAC, e);
    }
  }
}
