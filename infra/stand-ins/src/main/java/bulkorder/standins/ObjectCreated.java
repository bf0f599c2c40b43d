package bulkorder.standins;

import java.time.Instant;

/**
 * What S3 says of an object that is there now and can be read.
 *
 * @param key as it is, not URL-encoded
 * @param eTag without quotes
 * @param eventName {@code ObjectCreated:Put}, {@code :Post}, {@code :Copy} or {@code
 *     :CompleteMultipartUpload}
 * @param sequencer 16 hex digits; of two events of one key, the later has the greater
 */
public record ObjectCreated(
    String bucket,
    String key,
    long sizeBytes,
    String eTag,
    String eventName,
    String sequencer,
    Instant eventTime) {}
