package bulkorder.local.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the function's answers come to, for a person. */
final class Verification {
  private static final int FINDINGS_MAX = 20;

  private final List<String> findings = new ArrayList<>();
  private long lastBlock;
  private String lastHash = "";
  private boolean done;
  private long blocks;
  private long badBlocks;
  private long events;
  private long archivedEvents;
  private long unsealed;

  Verification(long afterBlock) {
    this.lastBlock = afterBlock;
  }

  void add(JsonNode answer) {
    done = answer.path("done").asBoolean();
    lastBlock = answer.path("lastBlock").asLong();
    lastHash = answer.path("lastHash").asText();
    blocks += answer.path("blocks").asLong();
    badBlocks += answer.path("badBlocks").asLong();
    events += answer.path("events").asLong();
    archivedEvents += answer.path("archivedEvents").asLong();
    unsealed = answer.path("unsealed").asLong();
    for (JsonNode finding : answer.path("findings")) {
      if (findings.size() < FINDINGS_MAX) {
        findings.add(finding.asText());
      }
    }
  }

  long lastBlock() {
    return lastBlock;
  }

  boolean done() {
    return done;
  }

  boolean holds() {
    return findings.isEmpty();
  }

  String progress() {
    return "%,d blocks with %,d events so far; the last is block %d."
        .formatted(blocks, events, lastBlock);
  }

  /** The first one says it all. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (holds()) {
      lines.add(
          "The chain holds: %,d blocks with %,d events, %,d of them from the archive; %,d newer ones are not sealed yet."
              .formatted(blocks, events, archivedEvents, unsealed));
    } else {
      lines.add(
          "THE CHAIN DOES NOT HOLD: %,d of %,d blocks are not as they were sealed. %s"
              .formatted(badBlocks, blocks, findings.getFirst()));
      findings.stream().skip(1).forEach(finding -> lines.add("  " + finding));
    }
    if (!lastHash.isEmpty()) {
      lines.add("Last block: %d:%s".formatted(lastBlock, lastHash));
    }
    return lines;
  }
}
