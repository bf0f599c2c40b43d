package bulkorder.importing.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The archive in S3, under the bucket's own encryption. */
@ApplicationScoped
class S3ArchiveStore implements ArchiveStore {

  private static final String CONTENT_TYPE = "application/gzip";

  private final S3Client s3;
  private final AuditConfig config;

  S3ArchiveStore(S3Client s3, AuditConfig config) {
    this.s3 = s3;
    this.config = config;
  }

  @Override
  public void put(String key, byte[] content) {
    s3.putObject(
        request -> request.bucket(bucket()).key(key).contentType(CONTENT_TYPE),
        RequestBody.fromBytes(content));
  }

  @Override
  public Optional<byte[]> get(String key) {
    try {
      return Optional.of(
          s3.getObjectAsBytes(request -> request.bucket(bucket()).key(key)).asByteArray());
    } catch (NoSuchKeyException _) {
      return Optional.empty();
    }
  }

  private String bucket() {
    return config
        .bucket()
        .orElseThrow(() -> new IllegalStateException("bulkorder.audit.bucket is not set"));
  }
}
