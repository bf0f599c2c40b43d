package bulkorder.ledger.batch;

/**
 * How a chunk's counts follow from its rows: one text for the import, which counts all chunks, and
 * for each later change.
 */
public final class ChunkCounts {

  /**
   * The select list over rows of one chunk (or grouped by chunk) that gives the count columns of
   * {@code batch_chunks}.
   */
  public static final String OF_ROWS =
      """
      count(*) filter (where status = 'INVALID') as invalid,
      count(*) filter (where status = 'DUPLICATE') as duplicate,
      count(*) filter (where status = 'QUEUED') as queued,
      count(*) filter (where status = 'ORDERED') as ordered,
      count(*) filter (where status = 'PAID') as paid,
      count(*) filter (where status = 'PAYMENT_FAILED') as payment_failed,
      count(*) filter (where status = 'PAYMENT_UNKNOWN') as payment_unknown,
      count(*) filter (where status = 'CANCELLED') as cancelled,
      count(*) filter (where status = 'FAILED') as failed,
      count(*) filter (where notification_status = 'PENDING') as notifications_pending,
      count(*) filter (where notification_status in ('SENT', 'BOUNCED', 'COMPLAINED')) as notifications_sent,
      count(*) filter (where notification_status = 'FAILED') as notifications_failed,
      count(*) filter (where notification_status = 'SUPPRESSED') as notifications_suppressed,
      count(*) filter (where status in ('QUEUED', 'ORDERED', 'PAYMENT_UNKNOWN') or notification_status = 'PENDING')
        as open_rows""";

  private ChunkCounts() {}
}
