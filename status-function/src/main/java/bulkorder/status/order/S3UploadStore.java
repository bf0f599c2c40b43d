package bulkorder.status.order;

import bulkorder.status.StatusConfig;
import jakarta.enterprise.context.ApplicationScoped;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The bucket whose events start imports. */
@ApplicationScoped
class S3UploadStore implements UploadStore {

  private static final String CONTENT_TYPE = "application/x-ndjson; charset=UTF-8";
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client s3;
  private final StatusConfig config;

  S3UploadStore(S3Client s3, StatusConfig config) {
    this.s3 = s3;
    this.config = config;
  }

  /**
   * The client of S3 sends again what it got no answer to. A second version of the object would be
   * a second file to the import, so nothing is put where something is; the key being of this batch
   * alone, that is what an earlier attempt put.
   */
  @Override
  public void put(String key, byte[] content) {
    try {
      s3.putObject(
          put -> put.bucket(config.bucket()).key(key).contentType(CONTENT_TYPE).ifNoneMatch("*"),
          RequestBody.fromBytes(content));
    } catch (S3Exception refused) {
      if (refused.statusCode() != PRECONDITION_FAILED) {
        throw refused;
      }
    }
  }
}
