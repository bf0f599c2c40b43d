package bulkorder.importing;

import bulkorder.ledger.batch.FileObject;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3Entity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3ObjectEntity;
import java.util.List;

/**
 * Which object versions an S3 event tells of
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html).
 */
final class ObjectVersions {

  private ObjectVersions() {}

  /** The files that clients dropped. Other keys, and keys that stand for a folder, are none. */
  static List<FileObject> in(S3Event event) {
    return event.getRecords().stream()
        .map(item -> objectVersion(item.getS3()))
        .filter(object -> FileKey.isIncoming(object.key()))
        .toList();
  }

  /** An ETag without the quotes that it has in HTTP. */
  static String unquoted(String eTag) {
    return eTag.replace("\"", "");
  }

  private static FileObject objectVersion(S3Entity s3) {
    S3ObjectEntity object = s3.getObject();
    String eTag = unquoted(object.geteTag());
    String versionId = object.getVersionId();
    String version = versionId == null ? eTag + ":" + object.getSequencer() : versionId;
    return new FileObject(s3.getBucket().getName(), object.getUrlDecodedKey(), version, eTag);
  }
}
