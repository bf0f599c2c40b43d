package bulkorder.importing.audit;

import bulkorder.ledger.audit.AuditArchives;
import bulkorder.ledger.audit.AuditBlock;
import bulkorder.ledger.audit.AuditBlocks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Walks the chain of audit blocks and hashes their events anew: those in the ledger, and of months
 * that were dropped those in the archive.
 */
@ApplicationScoped
public class VerifyChain {

  private static final int BLOCKS_AT_ONCE = 50;

  private final AuditBlocks blocks;
  private final AuditArchives archives;
  private final ArchiveStore store;
  private final ArchiveFile file;
  private final AuditConfig config;
  private final InstantSource clock;

  VerifyChain(
      AuditBlocks blocks,
      AuditArchives archives,
      ArchiveStore store,
      ArchiveFile file,
      AuditConfig config,
      InstantSource clock) {
    this.blocks = blocks;
    this.archives = archives;
    this.store = store;
    this.file = file;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Verifies the blocks after one, until the last or until the time is over.
   *
   * @param afterBlock the number of a block, 0 for all
   * @return empty if there is no such block
   */
  public Optional<VerifiedBlocks> verify(long afterBlock) {
    Optional<AuditBlock> before = blocks.find(afterBlock);
    if (afterBlock != 0 && before.isEmpty()) {
      return Optional.empty();
    }
    var check = new ChainCheck(blocks, archives, store, file, before);
    Instant end = clock.instant().plus(config.verifyTimeMax());
    List<AuditBlock> next = blocks.after(check.blockNo(), BLOCKS_AT_ONCE);
    while (!next.isEmpty()) {
      for (AuditBlock block : next) {
        check.next(block);
        if (!clock.instant().isBefore(end)) {
          return Optional.of(check.soFar());
        }
      }
      next = blocks.after(check.blockNo(), BLOCKS_AT_ONCE);
    }
    return Optional.of(check.all(blocks.unsealed()));
  }
}
