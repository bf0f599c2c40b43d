package bulkorder.importing.audit;

import java.util.Optional;

/** The object store, as far as the archive needs it. */
public interface ArchiveStore {

  /** Puts an object there; the same again changes nothing. */
  void put(String key, byte[] content);

  /** What is under a key; empty if there is nothing. */
  Optional<byte[]> get(String key);
}
