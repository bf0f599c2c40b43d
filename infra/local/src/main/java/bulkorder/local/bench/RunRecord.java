package bulkorder.local.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A batch that ran to its end, with the ledger's own times, in seconds since 1970.
 *
 * @param rows how many were ordered, paid and told
 * @param acceptedAt when its import committed and its first chunk was about to be queued
 * @param firstChargeAt when the first payment was begun
 * @param lastChargeAt when the last payment ended
 * @param endedAt when the last row's payment and mail had ended
 * @param chunkEnds when each chunk's last row had ended, in that sequence
 */
record RunRecord(
    UUID batchId,
    int rows,
    double acceptedAt,
    double firstChargeAt,
    double lastChargeAt,
    double endedAt,
    List<ChunkEnd> chunkEnds) {

  private static final int PARTS = 10;

  /** A chunk and when it ended. */
  record ChunkEnd(int rows, double at) {}

  RunRecord {
    chunkEnds = List.copyOf(chunkEnds);
  }

  double seconds() {
    return endedAt - acceptedAt;
  }

  double rowsPerSecond() {
    return rows / seconds();
  }

  double chargesPerSecond() {
    return rows / (lastChargeAt - firstChargeAt);
  }

  double secondsToLastCharge() {
    return lastChargeAt - acceptedAt;
  }

  /** Rows a second in each tenth of the rows, in the sequence in which they ended. */
  List<Double> tenths() {
    List<Double> tenths = new ArrayList<>();
    double began = acceptedAt;
    int ended = 0;
    int counted = 0;
    for (var chunk : chunkEnds) {
      ended += chunk.rows();
      if ((long) ended * PARTS >= (long) rows * (tenths.size() + 1)) {
        tenths.add((ended - counted) / (chunk.at() - began));
        began = chunk.at();
        counted = ended;
      }
    }
    return tenths;
  }
}
