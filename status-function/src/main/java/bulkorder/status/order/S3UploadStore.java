package bulkorder.status.order;

import bulkorder.status.StatusConfig;
import jakarta.enterprise.context.ApplicationScoped;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The bucket whose events start imports. */
@ApplicationScoped
class S3UploadStore implements UploadStore {

  private static final String CONTENT_TYPE = "application/x-ndjson; charset=UTF-8";

  private final S3Client s3;
  private final StatusConfig config;

  S3UploadStore(S3Client s3, StatusConfig config) {
    this.s3 = s3;
    this.config = config;
  }

  @Override
  public void put(String key, byte[] content) {
    s3.putObject(
        put -> put.bucket(config.bucket()).key(key).contentType(CONTENT_TYPE),
        RequestBody.fromBytes(content));
  }
}
