package bulkorder.ledger.encryption;

import bulkorder.ledger.ClientId;

/**
 * Keeps the master keys, and lets none of them out: it wraps and unwraps data keys. It may be asked
 * over the network; where it cannot be asked now, it throws, and another attempt may succeed. No
 * error of it tells anything of a key but its name.
 */
public interface KeyProvider {

  /**
   * A data key as it may be stored.
   *
   * @param masterKey the name of the master key that wraps it
   * @param base64 the wrapped key
   */
  record WrappedKey(String masterKey, String base64) {}

  /** The name of the present master key, which is the one that wraps. */
  String present();

  /**
   * Wraps a data key with the present master key.
   *
   * @param clientId whose key it is
   * @param dataKey 32 bytes
   */
  WrappedKey wrap(ClientId clientId, byte[] dataKey);

  /**
   * The data key that was wrapped.
   *
   * @param clientId whose key it is
   * @throws RuntimeException if there is no such master key, another wrapped it, or it was wrapped
   *     as another client's and the provider knows of that
   */
  byte[] unwrap(ClientId clientId, WrappedKey wrapped);
}
