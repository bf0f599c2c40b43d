package bulkorder.ledger.encryption;

/** Keeps the master keys, and lets none of them out: it wraps and unwraps data keys. */
public interface KeyProvider {

  /**
   * A data key as it may be stored.
   *
   * @param masterKey the name of the master key that wraps it
   * @param base64 the wrapped key
   */
  record WrappedKey(String masterKey, String base64) {}

  /**
   * Wraps a data key with the present master key.
   *
   * @param dataKey 32 bytes
   */
  WrappedKey wrap(byte[] dataKey);

  /**
   * The data key that was wrapped.
   *
   * @throws IllegalStateException if there is no such master key, or another wrapped it
   */
  byte[] unwrap(WrappedKey wrapped);
}
