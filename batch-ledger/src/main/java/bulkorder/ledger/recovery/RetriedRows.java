package bulkorder.ledger.recovery;

import bulkorder.ledger.BatchId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** The rows of an ended batch that can be tried again, all at once however many they are. */
@ApplicationScoped
class RetriedRows {

  /** Reads each list once, and each row by itself. */
  private static final String CHOSEN =
      """
      r.batch_id = :batchId
        and (:rows = '[]'
          or r.row_number in (select cast(x as integer) from jsonb_array_elements_text(cast(:rows as jsonb)) x))
      """;

  private static final String OF_CODES =
      """
      (:codes = '[]' or coalesce(%s, '') in (select x from jsonb_array_elements_text(cast(:codes as jsonb)) x)
        or r.status in (select x from jsonb_array_elements_text(cast(:codes as jsonb)) x))
      """;

  private static final String ORDER_STATUS =
      "coalesce((select o.status from orders o where o.order_id = r.order_id), 'CANCELLED')";

  private static final String UNKNOWN = "(r.status = 'FAILED' and r.code = 'OUTCOME_UNKNOWN')";

  private static final String ORDERABLE =
      "(r.erased_at is null and r.status in ('FAILED', 'PAYMENT_FAILED', 'CANCELLED') and not "
          + UNKNOWN
          + " and "
          + ORDER_STATUS
          + " = 'CANCELLED')";

  /** A mail of an order that lives, which the provider never took. */
  private static final String MAILABLE =
      "(r.erased_at is null and r.notification_status = 'FAILED' and "
          + ORDER_STATUS
          + " <> 'CANCELLED' and exists (select 1 from notifications n where n.order_id = r.order_id"
          + " and n.status = 'FAILED' and n.code = 'MAIL_NOT_SENT'))";

  private static final String TO_ORDER =
      CHOSEN + " and " + OF_CODES.formatted("r.code") + " and " + ORDERABLE;

  private static final String TO_MAIL =
      CHOSEN + " and " + OF_CODES.formatted("'MAIL_NOT_SENT'") + " and " + MAILABLE;

  private static final String FIRST_UNKNOWN =
      "select min(r.row_number) from batch_rows r where "
          + CHOSEN
          + " and "
          + OF_CODES.formatted("r.code")
          + " and "
          + UNKNOWN;

  private static final String FIRST_REFUSED =
      """
      select wanted.row_number, r.status
      from (select cast(x as integer) as row_number from jsonb_array_elements_text(cast(:rows as jsonb)) x) wanted
      left join batch_rows r on r.batch_id = :batchId and r.row_number = wanted.row_number
      where (%s or %s) is not true
      order by wanted.row_number
      limit 1
      """
          .formatted(ORDERABLE, MAILABLE);

  private static final String ANY =
      "select exists (select 1 from batch_rows r where "
          + TO_ORDER
          + ") or exists (select 1 from batch_rows r where "
          + TO_MAIL
          + ")";

  private static final String RUN_CHUNKS =
      """
      , to_run as (
        update batch_chunks c set run_no = :runNo, sent_at = clock_timestamp()
        where c.batch_id = :batchId and c.chunk_no in (select chunk_no from again)
      )
      select count(*) from again
      """;

  private static final String ORDER_AGAIN =
      """
      with again as (
        update batch_rows r
        set status = 'QUEUED', code = null, order_id = null, notification_status = null,
            notification_code = null, updated_at = clock_timestamp()
        where\s"""
          + TO_ORDER
          + "returning r.chunk_no)"
          + RUN_CHUNKS;

  private static final String MAIL_AGAIN =
      """
      with again as (
        update batch_rows r
        set notification_status = 'PENDING', notification_code = null, updated_at = clock_timestamp()
        where\s"""
          + TO_MAIL
          + """
          returning r.chunk_no, r.order_id
          ), pending as (
            update notifications n set status = 'PENDING', code = null, begun_at = null, ended_at = null
            from again
            where n.order_id = again.order_id and n.status = 'FAILED' and n.code = 'MAIL_NOT_SENT'
          )"""
          + RUN_CHUNKS;

  private final Session session;
  private final ObjectMapper json;

  RetriedRows(Session session, ObjectMapper json) {
    this.session = session;
    this.json = json;
  }

  /** The first chosen row of which nobody knows whether it was charged. */
  Optional<Integer> firstUnknown(BatchId batchId, RowChoice choice) {
    return Optional.ofNullable(
        query(FIRST_UNKNOWN, Integer.class, batchId, choice).getSingleResultOrNull());
  }

  /** The first row that was chosen by its number and cannot be tried again. */
  Optional<Retry> firstRefused(BatchId batchId, RowChoice choice) {
    return session
        .createNativeQuery(FIRST_REFUSED, Tuple.class)
        .setParameter("batchId", batchId.value())
        .setParameter("rows", text(choice.rows()))
        .getResultStream()
        .findFirst()
        .map(row -> new Retry.NotRetryable(row.get(0, Integer.class), row.get(1, String.class)));
  }

  /** Whether there is anything to try again. */
  boolean any(BatchId batchId, RowChoice choice) {
    return query(ANY, Boolean.class, batchId, choice).getSingleResult();
  }

  /** Makes rows wait for an order again, in the run; says how many. */
  int orderAgain(BatchId batchId, RowChoice choice, int runNo) {
    return changed(ORDER_AGAIN, batchId, choice, runNo);
  }

  /** Makes mails wait again, in the run; says how many. */
  int mailAgain(BatchId batchId, RowChoice choice, int runNo) {
    return changed(MAIL_AGAIN, batchId, choice, runNo);
  }

  private int changed(String sql, BatchId batchId, RowChoice choice, int runNo) {
    return query(sql, Long.class, batchId, choice)
        .setParameter("runNo", runNo)
        .getSingleResult()
        .intValue();
  }

  private <T> NativeQuery<T> query(String sql, Class<T> type, BatchId batchId, RowChoice choice) {
    return session
        .createNativeQuery(sql, type)
        .setParameter("batchId", batchId.value())
        .setParameter("rows", text(choice.rows()))
        .setParameter("codes", text(choice.codes()));
  }

  private String text(Collection<?> list) {
    try {
      return json.writeValueAsString(list);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list cannot be written", e);
    }
  }
}
