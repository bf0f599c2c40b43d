package bulkorder.importing.retention;

import bulkorder.ledger.batch.FileObject;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** A bucket with versions and without S3. The process may die right after it deleted something. */
@Alternative
@Priority(1)
@Singleton
class InMemoryObjects implements KeptObjects {

  /** Each as {@code key version}. */
  final List<String> versions = new ArrayList<>();

  boolean diesAfterNext;

  @Override
  public void delete(FileObject version) {
    versions.remove(version.key() + " " + version.version());
    die();
  }

  @Override
  public void deleteAll(String bucket, String prefix) {
    versions.removeIf(version -> version.startsWith(prefix));
    die();
  }

  private void die() {
    if (diesAfterNext) {
      diesAfterNext = false;
      throw new IllegalStateException("killed");
    }
  }
}
