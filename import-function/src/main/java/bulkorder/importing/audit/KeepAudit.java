package bulkorder.importing.audit;

import bulkorder.ledger.audit.ArchiveGroup;
import bulkorder.ledger.audit.ArchivePart;
import bulkorder.ledger.audit.AuditArchives;
import bulkorder.ledger.audit.AuditBlocks;
import bulkorder.ledger.operations.Measurements;
import bulkorder.ledger.operations.Metric;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Seals new audit events, and archives old ones. An object is put before it is recorded, and made
 * again where a crash comes between; so it may be done twice, and by two at once.
 */
@ApplicationScoped
public class KeepAudit {

  private static final Logger LOG = Logger.getLogger(KeepAudit.class);

  private final AuditBlocks blocks;
  private final AuditArchives archives;
  private final ArchiveStore store;
  private final ArchiveFile file;
  private final AuditConfig config;
  private final Measurements measurements;
  private final InstantSource clock;

  KeepAudit(
      AuditBlocks blocks,
      AuditArchives archives,
      ArchiveStore store,
      ArchiveFile file,
      AuditConfig config,
      Measurements measurements,
      InstantSource clock) {
    this.blocks = blocks;
    this.archives = archives;
    this.store = store;
    this.file = file;
    this.config = config;
    this.measurements = measurements;
    this.clock = clock;
  }

  /** Works until all is done or the time is over; the next one goes on. */
  public Kept keep() {
    Instant end = clock.instant().plus(config.keepTimeMax());
    int sealed = 0;
    while (clock.instant().isBefore(end) && blocks.seal().isPresent()) {
      sealed++;
    }
    measurements.count(Metric.AUDIT_SEALINGS, clock.instant().isBefore(end) ? 1 : 0);
    int archived = 0;
    for (ArchiveGroup group : ArchiveGroup.values()) {
      archived += archive(group, end);
    }
    if (sealed + archived > 0) {
      LOG.infof("%d audit blocks are sealed, %d objects archived", sealed, archived);
    }
    return new Kept(sealed, archived);
  }

  private int archive(ArchiveGroup group, Instant end) {
    int archived = 0;
    while (clock.instant().isBefore(end)) {
      Optional<ArchivePart> part = archives.next(group);
      if (part.isEmpty()) {
        return archived;
      }
      byte[] content = file.write(part.get().events());
      store.put(part.get().objectKey(), content);
      archives.record(part.get(), ArchiveFile.sha256(content));
      archived++;
    }
    return archived;
  }

  /**
   * What one invocation did.
   *
   * @param blocksSealed how many blocks
   * @param objectsArchived how many objects
   */
  @RegisterForReflection
  public record Kept(int blocksSealed, int objectsArchived) {}
}
