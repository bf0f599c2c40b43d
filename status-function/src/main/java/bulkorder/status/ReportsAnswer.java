package bulkorder.status;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The reports of a batch's present run.
 *
 * @param runNo which run it is, from 1
 * @param complete whether the run has ended and all its reports are here; until then its errors may
 *     be, as far as they are known
 */
public record ReportsAnswer(UUID batchId, int runNo, boolean complete, List<ReportAnswer> items) {

  /** Copies the items. */
  public ReportsAnswer {
    items = List.copyOf(items);
  }

  /**
   * One report.
   *
   * @param kind {@code errors}, {@code results} or {@code unprocessed}
   * @param rows how many it has, at least one
   * @param url where it can be fetched without anything else
   * @param expiresAt after which the link is refused
   */
  public record ReportAnswer(String kind, int rows, URI url, Instant expiresAt) {}
}
