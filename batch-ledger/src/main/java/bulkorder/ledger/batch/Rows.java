package bulkorder.ledger.batch;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.Money;
import bulkorder.ledger.NotificationStatus;
import bulkorder.ledger.RowError;
import bulkorder.ledger.RowStatus;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The rows of batches, for reading. */
@ApplicationScoped
public class Rows {

  /** The most rows of one page. */
  public static final int PAGE_SIZE_MAX = 500;

  private static final String PAGE =
      """
      select row_number, status, notification_status, notification_code, code, cast(errors as text) as errors, order_reference, order_id,
        same_as_row, amount, currency, updated_at
      from batch_rows
      where batch_id = :batchId and row_number > :afterRow and (:status = '' or status = :status)
      order by row_number
      limit :limit
      """;

  private static final String ANY_STATUS = "";
  private static final TypeReference<List<RowError>> ERRORS = new TypeReference<>() {};

  private final Session session;
  private final ObjectMapper json;

  Rows(Session session, ObjectMapper json) {
    this.session = session;
    this.json = json;
  }

  /**
   * A page of a batch's rows in the sequence of the file.
   *
   * @param status of the rows that are asked for, or null for all
   * @param afterRow the number of the last row of the page before, or 0 for the first page
   * @param limit how many at most, from 1 to {@value #PAGE_SIZE_MAX}
   */
  @Transactional
  public RowPage page(BatchId batchId, @Nullable RowStatus status, int afterRow, int limit) {
    int size = Math.clamp(limit, 1, PAGE_SIZE_MAX);
    List<BatchRow> rows =
        session
            .createNativeQuery(PAGE, Tuple.class)
            .setParameter("batchId", batchId.value())
            .setParameter("status", status == null ? ANY_STATUS : status.name())
            .setParameter("afterRow", afterRow)
            .setParameter("limit", size + 1)
            .getResultStream()
            .map(this::row)
            .toList();
    return new RowPage(rows.subList(0, Math.min(size, rows.size())), rows.size() > size);
  }

  private BatchRow row(Tuple row) {
    return new BatchRow(
        row.get("row_number", Integer.class),
        RowStatus.valueOf(row.get("status", String.class)),
        notificationStatus(row.get("notification_status", String.class)),
        row.get("notification_code", String.class),
        row.get("code", String.class),
        errors(row.get("errors", String.class)),
        row.get("order_reference", String.class),
        row.get("order_id", Long.class),
        row.get("same_as_row", Integer.class),
        money(row.get("amount", BigDecimal.class), row.get("currency", String.class)),
        row.get("updated_at", Instant.class));
  }

  private static @Nullable NotificationStatus notificationStatus(@Nullable String name) {
    return name == null ? null : NotificationStatus.valueOf(name);
  }

  private static @Nullable Money money(@Nullable BigDecimal amount, @Nullable String currency) {
    return amount == null || currency == null
        ? null
        : new Money(amount, Currency.getInstance(currency));
  }

  private List<RowError> errors(@Nullable String text) {
    try {
      return text == null ? List.of() : json.readValue(text, ERRORS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the errors of a row cannot be read", e);
    }
  }
}
