package bulkorder.importing;

import bulkorder.ledger.batch.FileObject;
import java.util.Optional;

/** The object store, as far as an import needs it. */
public interface StoredFiles {

  /**
   * Opens exactly this version of an object.
   *
   * @return empty if it is not there any more, or another version has taken its place
   */
  Optional<StoredFile> open(FileObject object);
}
