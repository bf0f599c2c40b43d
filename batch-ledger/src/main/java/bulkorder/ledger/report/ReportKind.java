package bulkorder.ledger.report;

import java.util.Locale;

/**
 * The reports of a batch. A row that did not go through is either in {@link #ERRORS} or in {@link
 * #UNPROCESSED}, never in both, so that a client can send both again. One that was erased cannot be
 * sent again, and is in {@link #RESULTS} alone. A row whose payment may have been charged is in
 * neither: it must not be sent again before that is known.
 */
public enum ReportKind {
  /** Rows in which something has to be corrected: refused ones, and those whose payment was. */
  ERRORS(
      "r.status in ('INVALID', 'PAYMENT_FAILED') and r.erased_at is null",
      "invalid + payment_failed > 0"),

  /** All rows. */
  RESULTS("true", "true"),

  /** Rows that are good, did not run, and charged nothing. */
  UNPROCESSED(
      "r.erased_at is null and (r.status = 'QUEUED'"
          + " or r.status in ('CANCELLED', 'FAILED') and coalesce(o.status, 'CANCELLED') = 'CANCELLED')",
      "queued + cancelled + failed > 0");

  private final String rows;
  private final String chunks;

  ReportKind(String rows, String chunks) {
    this.rows = rows;
    this.chunks = chunks;
  }

  /** Its name in the API and in object keys. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Which rows {@code r}, with their orders {@code o}, belong to it, as a condition in SQL. */
  String rows() {
    return rows;
  }

  /** Which chunks can have such rows, as a condition in SQL. */
  String chunks() {
    return chunks;
  }
}
