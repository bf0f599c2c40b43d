package bulkorder.ledger.client;

/**
 * How long what belongs to a client's batches is kept, in days from the end of each batch.
 *
 * @param filesDays its uploaded file
 * @param reportsDays its reports
 * @param rowsDays its rows; orders and payments are kept for ever
 */
public record Lifetimes(int filesDays, int reportsDays, int rowsDays) {

  /** The longest lifetime. */
  public static final int DAYS_MAX = 3650;
}
