package bulkorder.importing.audit;

import bulkorder.ledger.audit.AuditArchives;
import bulkorder.ledger.audit.AuditBlock;
import bulkorder.ledger.audit.AuditBlocks;
import bulkorder.ledger.audit.AuditEvent;
import bulkorder.ledger.audit.BlockHash;
import bulkorder.ledger.audit.BlockHashing;
import bulkorder.ledger.audit.EventPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Looks at one block after the other. */
final class ChainCheck {

  private static final int FINDINGS_MAX = 20;

  private final AuditBlocks ledger;
  private final ArchivedBlocks archive;
  private final List<String> findings = new ArrayList<>();
  private Optional<AuditBlock> before;
  private long blocks;
  private long badBlocks;
  private long events;
  private long archivedEvents;

  ChainCheck(
      AuditBlocks ledger,
      AuditArchives archives,
      ArchiveStore store,
      ArchiveFile file,
      Optional<AuditBlock> before) {
    this.ledger = ledger;
    this.archive = new ArchivedBlocks(archives, store, file, this::find);
    this.before = before;
  }

  /** The number of the last block that was looked at. */
  long blockNo() {
    return before.map(AuditBlock::blockNo).orElse(0L);
  }

  void next(AuditBlock block) {
    long missing = block.blockNo() - blockNo() - 1;
    if (missing > 0) {
      badBlocks += missing + 1;
      find(
          "%d blocks before block %d are missing, so that it cannot be verified."
              .formatted(missing, block.blockNo()));
    } else {
      verify(block);
    }
    blocks++;
    before = Optional.of(block);
  }

  private void verify(AuditBlock block) {
    SortedMap<EventPosition, AuditEvent> found = inLedger(block);
    if (found.size() < block.events()) {
      long before = found.size();
      archive.events(block).forEach(event -> found.putIfAbsent(event.position(), event));
      archivedEvents += found.size() - before;
    }
    events += found.size();
    problem(block, found)
        .ifPresent(
            problem -> {
              badBlocks++;
              find("Block %d: %s".formatted(block.blockNo(), problem));
            });
  }

  private SortedMap<EventPosition, AuditEvent> inLedger(AuditBlock block) {
    SortedMap<EventPosition, AuditEvent> found = new TreeMap<>();
    ledger
        .events(before.map(AuditBlock::last).orElse(EventPosition.BEGINNING), block.last())
        .forEach(event -> found.put(event.position(), event));
    return found;
  }

  private Optional<String> problem(AuditBlock block, SortedMap<EventPosition, AuditEvent> found) {
    if (found.size() < block.events()) {
      return Optional.of(
          "%d of its %d events are missing; its first is event %d, its last event %d."
              .formatted(
                  block.events() - found.size(),
                  block.events(),
                  block.firstEventId(),
                  block.last().eventId()));
    }
    if (found.size() > block.events()) {
      return Optional.of(
          "there are events in it that were not sealed with it; it was sealed with %d."
              .formatted(block.events()));
    }
    return holds(block, found) ? Optional.empty() : Optional.of(changed(block, found));
  }

  private boolean holds(AuditBlock block, SortedMap<EventPosition, AuditEvent> found) {
    var hashing =
        new BlockHashing(
            before.map(AuditBlock::hash).orElse(BlockHash.BEFORE_ALL), block.blockNo());
    found.values().forEach(hashing::add);
    return hashing.end().equals(block.hash())
        && found.firstKey().eventId() == block.firstEventId()
        && found.lastKey().equals(block.last());
  }

  /** Which event was changed can be said where the archive has it as it was. */
  private String changed(AuditBlock block, SortedMap<EventPosition, AuditEvent> found) {
    return archive.events(block).stream()
        .filter(event -> !event.equals(found.get(event.position())))
        .findFirst()
        .map(
            event ->
                "event %d is not what was sealed and archived."
                    .formatted(event.position().eventId()))
        .orElseGet(
            () ->
                "its events from %d to %d, or its hash or the one before it, are not what was sealed."
                    .formatted(block.firstEventId(), block.last().eventId()));
  }

  private void find(String sentence) {
    if (findings.size() < FINDINGS_MAX) {
      findings.add(sentence);
    }
  }

  VerifiedBlocks soFar() {
    return verified(false, 0);
  }

  VerifiedBlocks all(long unsealed) {
    return verified(true, unsealed);
  }

  private VerifiedBlocks verified(boolean done, long unsealed) {
    return new VerifiedBlocks(
        done,
        blockNo(),
        before.map(block -> block.hash().hex()).orElse(""),
        blocks,
        badBlocks,
        events,
        archivedEvents,
        unsealed,
        findings);
  }
}
