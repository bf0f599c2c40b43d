package bulkorder.importing;

import bulkorder.ledger.batch.FileObject;
import java.util.Map;
import java.util.Optional;

/** The object store, as far as an import needs it. */
public interface StoredFiles {

  /**
   * Opens exactly this version of an object.
   *
   * @return empty if it is not there any more, or another version has taken its place
   */
  Optional<StoredFile> open(FileObject object);

  /** What the client wrote on an object: its metadata, by names in small letters. */
  Map<String, String> metadata(FileObject object);

  /** Deletes exactly this version of an object; one that is not there is deleted. */
  void delete(FileObject object);
}
