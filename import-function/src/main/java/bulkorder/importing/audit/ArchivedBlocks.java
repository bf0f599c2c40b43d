package bulkorder.importing.audit;

import bulkorder.ledger.audit.Archive;
import bulkorder.ledger.audit.ArchivedEvent;
import bulkorder.ledger.audit.AuditArchives;
import bulkorder.ledger.audit.AuditBlock;
import bulkorder.ledger.audit.AuditEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * What the archive holds of one block after the other, each object read once: blocks that follow
 * each other are in the same objects.
 */
final class ArchivedBlocks {

  /** Of each group the parts in which a block may begin and end, and one more. */
  private static final int OBJECTS_MAX = 9;

  private final AuditArchives archives;
  private final ArchiveStore store;
  private final ArchiveFile file;
  private final Consumer<String> findings;
  private final SequencedMap<String, List<ArchivedEvent>> objects = new LinkedHashMap<>();

  /**
   * @param findings takes a sentence for each object that is not what was archived
   */
  ArchivedBlocks(
      AuditArchives archives, ArchiveStore store, ArchiveFile file, Consumer<String> findings) {
    this.archives = archives;
    this.store = store;
    this.file = file;
    this.findings = findings;
  }

  List<AuditEvent> events(AuditBlock block) {
    List<AuditEvent> events = new ArrayList<>();
    for (Archive archive : archives.withBlock(block.blockNo())) {
      held(archive).stream()
          .filter(archived -> archived.blockNo() == block.blockNo())
          .map(ArchivedEvent::event)
          .forEach(events::add);
    }
    return events;
  }

  private List<ArchivedEvent> held(Archive archive) {
    List<ArchivedEvent> held = objects.computeIfAbsent(archive.objectKey(), _ -> read(archive));
    if (objects.size() > OBJECTS_MAX) {
      objects.pollFirstEntry();
    }
    return held;
  }

  private List<ArchivedEvent> read(Archive archive) {
    Optional<byte[]> content = store.get(archive.objectKey());
    if (content.isEmpty()) {
      findings.accept("The object %s of the archive is missing.".formatted(archive.objectKey()));
      return List.of();
    }
    if (!ArchiveFile.sha256(content.get()).equals(archive.sha256())) {
      findings.accept(
          "The object %s of the archive is not what was archived.".formatted(archive.objectKey()));
      return List.of();
    }
    return file.read(content.get());
  }
}
