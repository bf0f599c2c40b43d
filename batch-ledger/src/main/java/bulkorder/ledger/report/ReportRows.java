package bulkorder.ledger.report;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.RowError;
import bulkorder.ledger.RowStatus;
import bulkorder.ledger.encryption.SealedRows;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The rows of reports, a chunk at a time, so that memory is bounded by a chunk and no transaction
 * lasts longer than one query.
 */
@ApplicationScoped
public class ReportRows {

  private static final String NEXT_CHUNK =
      """
      select chunk_no, client_id, first_row, last_row from batch_chunks
      where batch_id = :batchId and chunk_no > :afterChunk and %s
      order by chunk_no
      limit 1
      """;

  /** A range of row numbers and no limit: it costs the same whatever the planner knows. */
  private static final String ROWS =
      """
      select r.row_number, r.status, r.code, r.notification_code, cast(r.errors as text) as errors, r.source, r.order_id, r.same_as_row,
        r.erased_at is not null as erased,
        (select p.provider_reference from payment_orders po join payments p on p.payment_id = po.payment_id
         where po.order_id = r.order_id and po.live) as payment_id
      from batch_rows r left join orders o on o.order_id = r.order_id
      where r.batch_id = :batchId and r.row_number between :firstRow and :lastRow and (%s)
      order by r.row_number
      """;

  private static final TypeReference<List<RowError>> ERRORS = new TypeReference<>() {};

  private final Session session;
  private final SealedRows sealedRows;
  private final ObjectMapper json;

  ReportRows(Session session, SealedRows sealedRows, ObjectMapper json) {
    this.session = session;
    this.sealedRows = sealedRows;
    this.json = json;
  }

  /**
   * The next page of a report; it may be without rows.
   *
   * @param afterChunk the chunk of the page before, or 0 for the first page
   * @return empty after the last page
   */
  @Transactional
  public Optional<ReportPage> next(BatchId batchId, ReportKind kind, int afterChunk) {
    return session
        .createNativeQuery(NEXT_CHUNK.formatted(kind.chunks()), Tuple.class)
        .setParameter("batchId", batchId.value())
        .setParameter("afterChunk", afterChunk)
        .getResultStream()
        .findFirst()
        .map(chunk -> page(batchId, kind, chunk));
  }

  private ReportPage page(BatchId batchId, ReportKind kind, Tuple chunk) {
    var clientId = new ClientId(chunk.get("client_id", String.class));
    return new ReportPage(
        chunk.get("chunk_no", Integer.class),
        session
            .createNativeQuery(ROWS.formatted(kind.rows()), Tuple.class)
            .setParameter("batchId", batchId.value())
            .setParameter("firstRow", chunk.get("first_row", Integer.class))
            .setParameter("lastRow", chunk.get("last_row", Integer.class))
            .getResultStream()
            .map(row -> row(clientId, row))
            .toList());
  }

  private ReportRow row(ClientId clientId, Tuple row) {
    byte[] source = row.get("source", byte[].class);
    return new ReportRow(
        row.get("row_number", Integer.class),
        RowStatus.valueOf(row.get("status", String.class)),
        row.get("code", String.class),
        row.get("notification_code", String.class),
        errors(row.get("errors", String.class)),
        source == null ? List.of() : sealedRows.source(clientId, source),
        row.get("order_id", Long.class),
        row.get("payment_id", String.class),
        row.get("same_as_row", Integer.class),
        row.get("erased", Boolean.class));
  }

  private List<RowError> errors(@Nullable String text) {
    try {
      return text == null ? List.of() : json.readValue(text, ERRORS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the errors of a row cannot be read", e);
    }
  }
}
