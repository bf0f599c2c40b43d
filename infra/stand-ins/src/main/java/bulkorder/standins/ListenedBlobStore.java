package bulkorder.standins;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Clock;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * S3Proxy has no events of its own: this store tells the listener of each object that its store
 * took in.
 */
final class ListenedBlobStore extends ForwardingBlobStore {

  /** S3Proxy keeps what it knows of a multipart upload in objects like these. */
  private static final String BOOKKEEPING_PREFIX = ".s3proxy-mpu-stub-";

  private final ObjectListener listener;
  private final Clock clock;
  private final Sequencer sequencer;

  ListenedBlobStore(BlobStore store, ObjectListener listener, Clock clock) {
    super(store);
    this.listener = listener;
    this.clock = clock;
    this.sequencer = new Sequencer(clock);
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
    PutObjectResponse response = super.putBlob(request, payload);
    if (!request.key().startsWith(BOOKKEEPING_PREFIX)) {
      // S3Proxy hands the file of a form over in memory, and a plain body as it streams in.
      String eventName = payload instanceof ByteArrayInputStream ? "Post" : "Put";
      tell(request.bucket(), request.key(), eventName);
    }
    return response;
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    CopyObjectResponse response = super.copyBlob(request);
    tell(request.destinationBucket(), request.destinationKey(), "Copy");
    return response;
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
    tell(upload.containerName(), upload.blobName(), "CompleteMultipartUpload");
    return response;
  }

  private void tell(String bucket, String key, String eventName) {
    HeadObjectResponse object =
        delegate().blobMetadata(HeadObjectRequest.builder().bucket(bucket).key(key).build());
    listener.objectCreated(
        new ObjectCreated(
            bucket,
            key,
            object.contentLength(),
            object.eTag().replace("\"", ""),
            "ObjectCreated:" + eventName,
            sequencer.next(),
            clock.instant()));
  }
}
