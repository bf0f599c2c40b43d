package bulkorder.ledger.report;

import java.util.List;

/**
 * The rows of one chunk that belong to a report, in the sequence of the file.
 *
 * @param chunkNo of the chunk, from which the next page follows
 */
public record ReportPage(int chunkNo, List<ReportRow> rows) {

  /** Copies the rows. */
  public ReportPage {
    rows = List.copyOf(rows);
  }
}
