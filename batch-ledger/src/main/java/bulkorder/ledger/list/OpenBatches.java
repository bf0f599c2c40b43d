package bulkorder.ledger.list;

/**
 * Where what is pending can be. No index knows it, since it would be written to for every order
 * twice: but chunks count what is open, and there are few of them.
 */
public final class OpenBatches {

  /** The batches of {@code :clientId} in which an order, or a payment, may not have ended. */
  public static final String UNPAID =
      """
      batch_id = any(array(
        select distinct batch_id from batch_chunks
        where client_id = :clientId and ordered + payment_unknown + failed > 0))""";

  /** The batches of {@code :clientId} in which a mail may not have ended. */
  public static final String UNTOLD =
      """
      batch_id = any(array(
        select batch_id from batch_chunks where client_id = :clientId and notifications_pending > 0
        union
        select batch_id from announcements where client_id = :clientId and ended_at is null))""";

  private OpenBatches() {}
}
