package bulkorder.importing.retention;

import bulkorder.ledger.batch.FileObject;

/** The object store, as far as objects are deleted from it for good. */
public interface KeptObjects {

  /** Deletes one version of an object; one that is not there is deleted. Other versions stay. */
  void delete(FileObject version);

  /** Deletes every version of every object whose key begins so. */
  void deleteAll(String bucket, String prefix);
}
