package bulkorder.ledger.batch;

import bulkorder.ledger.CardNumbers;

/**
 * One version of one object in the object store: what makes one batch.
 *
 * @param key the object's key, decoded
 * @param version the object's version id, else its ETag and the sequencer of its creation
 * @param eTag the object's ETag, without quotes
 */
public record FileObject(String bucket, String key, String version, String eTag) {

  /** Whether the version is an id that the store gave it, not one that was put together. */
  public boolean hasVersionId() {
    return !version.startsWith(eTag + ":");
  }

  /** The object as the ledger may know it: a card number in its key is masked. */
  public FileObject masked() {
    return new FileObject(bucket, CardNumbers.masked(key), version, eTag);
  }
}
