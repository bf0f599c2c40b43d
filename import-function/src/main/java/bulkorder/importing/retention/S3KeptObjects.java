package bulkorder.importing.retention;

import bulkorder.ledger.batch.FileObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Objects in S3, in buckets with and without versions. A version that is deleted by its id leaves
 * nothing behind, not even a marker.
 */
@ApplicationScoped
class S3KeptObjects implements KeptObjects {

  /** What a bucket without versions calls the only one. */
  private static final String NO_VERSION = "null";

  private static final int NOT_FOUND = 404;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_IMPLEMENTED = 501;

  private final S3Client s3;

  S3KeptObjects(S3Client s3) {
    this.s3 = s3;
  }

  @Override
  public void delete(FileObject version) {
    if (version.hasVersionId()) {
      deleteVersion(version);
    } else if (isStillThere(version)) {
      delete(version.bucket(), version.key(), NO_VERSION);
    }
  }

  @Override
  public void deleteAll(String bucket, String prefix) {
    try {
      deleteAllVersions(bucket, prefix);
    } catch (S3Exception e) {
      if (e.statusCode() != NOT_IMPLEMENTED) {
        throw e;
      }
      deleteAllObjects(bucket, prefix);
    }
  }

  private void deleteAllVersions(String bucket, String prefix) {
    for (ListObjectVersionsResponse page :
        s3.listObjectVersionsPaginator(request -> request.bucket(bucket).prefix(prefix))) {
      Stream.concat(
              page.versions().stream().map(Entry::of), page.deleteMarkers().stream().map(Entry::of))
          .forEach(entry -> delete(bucket, entry.key(), entry.versionId()));
    }
  }

  /** In a store that knows no versions. */
  private void deleteAllObjects(String bucket, String prefix) {
    s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
        .forEach(object -> delete(bucket, object.key(), NO_VERSION));
  }

  /** S3 says 204 of a version that it does not have, and 400 of an id that it never gave. */
  private void deleteVersion(FileObject version) {
    try {
      delete(version.bucket(), version.key(), version.version());
    } catch (S3Exception e) {
      if (e.statusCode() != NOT_FOUND && e.statusCode() != BAD_REQUEST) {
        throw e;
      }
    }
  }

  /** Without versions, a later file may have taken the place of this one. */
  private boolean isStillThere(FileObject version) {
    try {
      String eTag =
          s3.headObject(request -> request.bucket(version.bucket()).key(version.key())).eTag();
      return eTag.replace("\"", "").equals(version.eTag());
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private void delete(String bucket, String key, @Nullable String versionId) {
    String named = NO_VERSION.equals(versionId) ? null : versionId;
    s3.deleteObject(request -> request.bucket(bucket).key(key).versionId(named));
  }

  private record Entry(String key, @Nullable String versionId) {

    static Entry of(ObjectVersion version) {
      return new Entry(version.key(), version.versionId());
    }

    static Entry of(DeleteMarkerEntry marker) {
      return new Entry(marker.key(), marker.versionId());
    }
  }
}
