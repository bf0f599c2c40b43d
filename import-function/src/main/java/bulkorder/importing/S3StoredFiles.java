package bulkorder.importing;

import bulkorder.ledger.batch.FileObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.FilterInputStream;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Files in S3, in buckets with and without versions. */
@ApplicationScoped
class S3StoredFiles implements StoredFiles {

  private static final int NOT_FOUND = 404;

  private final S3Client s3;

  S3StoredFiles(S3Client s3) {
    this.s3 = s3;
  }

  @Override
  public Optional<StoredFile> open(FileObject object) {
    try {
      var response =
          s3.getObject(
              request ->
                  request.bucket(object.bucket()).key(object.key()).versionId(versionId(object)));
      return opened(response, object);
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public Map<String, String> metadata(FileObject object) {
    try {
      return s3.headObject(
              request ->
                  request.bucket(object.bucket()).key(object.key()).versionId(versionId(object)))
          .metadata();
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return Map.of();
      }
      throw e;
    }
  }

  @Override
  public void delete(FileObject object) {
    s3.deleteObject(
        request -> request.bucket(object.bucket()).key(object.key()).versionId(versionId(object)));
  }

  private static Optional<StoredFile> opened(
      ResponseInputStream<GetObjectResponse> response, FileObject object) {
    if (versionId(object) == null
        && !ObjectVersions.unquoted(response.response().eTag()).equals(object.eTag())) {
      response.abort();
      return Optional.empty();
    }
    return Optional.of(
        new StoredFile(new Abortable(response), response.response().contentLength()));
  }

  private static @Nullable String versionId(FileObject object) {
    return object.hasVersionId() ? object.version() : null;
  }

  /** Closing it drops the connection: of a refused file, no more bytes are fetched. */
  private static final class Abortable extends FilterInputStream {

    private final ResponseInputStream<GetObjectResponse> response;

    Abortable(ResponseInputStream<GetObjectResponse> response) {
      super(response);
      this.response = response;
    }

    @Override
    public void close() {
      response.abort();
    }
  }
}
