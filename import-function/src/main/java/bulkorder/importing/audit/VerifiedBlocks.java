package bulkorder.importing.audit;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What a verification found.
 *
 * @param done whether there are no more blocks
 * @param lastBlock the number of the block that was looked at last
 * @param lastHash its hash, empty if there is none
 * @param blocks how many were looked at
 * @param badBlocks how many of them do not hold, or are missing
 * @param events how many events they hold
 * @param archivedEvents how many of these were read from the archive
 * @param unsealed how many events are in no block yet; 0 until all is done
 * @param findings a sentence for each thing that does not hold, the first ones
 */
@RegisterForReflection
public record VerifiedBlocks(
    boolean done,
    long lastBlock,
    String lastHash,
    long blocks,
    long badBlocks,
    long events,
    long archivedEvents,
    long unsealed,
    List<String> findings) {

  /** Copies the findings. */
  public VerifiedBlocks {
    findings = List.copyOf(findings);
  }
}
