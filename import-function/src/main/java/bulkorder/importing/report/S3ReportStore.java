package bulkorder.importing.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Reports in S3, under the bucket's own encryption. */
@ApplicationScoped
class S3ReportStore implements ReportStore {

  private final S3Client s3;

  S3ReportStore(S3Client s3) {
    this.s3 = s3;
  }

  @Override
  public void put(
      ReportObject object, Path content, String contentType, String contentDisposition) {
    s3.putObject(
        request ->
            request
                .bucket(object.bucket())
                .key(object.key())
                .contentType(contentType)
                .contentDisposition(contentDisposition),
        RequestBody.fromFile(content));
  }

  @Override
  public void delete(ReportObject object) {
    s3.deleteObject(request -> request.bucket(object.bucket()).key(object.key()));
  }
}
