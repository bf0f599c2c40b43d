package bulkorder.status;

import bulkorder.status.AwaitedUpload.Upload;
import bulkorder.status.PostPolicy.PutObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Signs requests by which files can be put into the bucket without anything else. */
@ApplicationScoped
class UploadLinks {

  /** For how long an upload may begin. */
  static final Duration VALID = Duration.ofMinutes(15);

  private static final String ANY_TYPE = "application/octet-stream";

  /** By the end of a file's name. What a file is, its content decides. */
  private static final Map<String, String> TYPES =
      Map.of(
          "csv", "text/csv",
          "tsv", "text/tab-separated-values",
          "txt", "text/plain",
          "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "jsonl", "application/x-ndjson",
          "ndjson", "application/x-ndjson",
          "gz", "application/gzip");

  private final S3Presigner presigner;
  private final S3Client s3;
  private final StatusConfig config;
  private final InstantSource clock;

  UploadLinks(S3Presigner presigner, S3Client s3, StatusConfig config, InstantSource clock) {
    this.presigner = presigner;
    this.s3 = s3;
    this.config = config;
    this.clock = clock;
  }

  /** A request by which an object is put. */
  Upload to(String key, UploadBy by, Instant expiresAt) {
    return switch (by) {
      case PUT -> new Upload("PUT", put(key), Map.of(), Map.of(), expiresAt);
      case FORM -> new Upload("POST", bucket(), Map.of(), form(key, expiresAt), expiresAt);
    };
  }

  private Map<String, String> form(String key, Instant expiresAt) {
    S3ServiceClientConfiguration client = s3.serviceClientConfiguration();
    AwsCredentialsIdentity credentials = client.credentialsProvider().resolveIdentity().join();
    return new PostPolicy(credentials, client.region().id())
        .fields(
            new PutObject(config.bucket(), key, type(key), config.file().bytesMax(), expiresAt),
            clock.instant());
  }

  private static String type(String key) {
    String end = key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return TYPES.getOrDefault(end, ANY_TYPE);
  }

  private URI put(String key) {
    String url =
        presigner
            .presignPutObject(
                presign ->
                    presign
                        .signatureDuration(VALID)
                        .putObjectRequest(put -> put.bucket(config.bucket()).key(key)))
            .url()
            .toExternalForm();
    return URI.create(url);
  }

  /** Where the presigner finds the bucket, be it by host or by path. */
  private URI bucket() {
    return put("x").resolve(".");
  }
}
