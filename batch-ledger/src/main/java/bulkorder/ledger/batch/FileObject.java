package bulkorder.ledger.batch;

/**
 * One version of one object in the object store: what makes one batch.
 *
 * @param key the object's key, decoded
 * @param version the object's version id, else its ETag and the sequencer of its creation
 * @param eTag the object's ETag, without quotes
 */
public record FileObject(String bucket, String key, String version, String eTag) {}
