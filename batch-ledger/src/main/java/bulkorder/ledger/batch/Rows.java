package bulkorder.ledger.batch;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.Money;
import bulkorder.ledger.NotificationStatus;
import bulkorder.ledger.RowError;
import bulkorder.ledger.RowStatus;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** The rows of batches, for reading. */
@ApplicationScoped
public class Rows {

  /** The most rows of one page. */
  public static final int PAGE_SIZE_MAX = 500;

  private static final String COLUMNS =
      """
      row_number, status, notification_status, notification_code, code, cast(errors as text) as errors, order_reference, order_id,
        same_as_row, amount, currency, updated_at, erased_at""";

  /** The batch itself is always there, so that an empty page is told from no batch at all. */
  private static final String PAGE =
      """
      select r.*, b.rows_expired_at
      from batches b left join lateral (%s) r on b.rows_expired_at is null
      where b.batch_id = :batchId and b.client_id = :clientId
      """;

  private static final String ALL =
      "select "
          + COLUMNS
          + """
           from batch_rows
          where batch_id = :batchId and row_number > :afterRow
          order by row_number
          limit :limit
          """;

  private static final String MATCHES =
      """
      (:status = '' or status = :status)
        and (:code = '' or code = :code or notification_code = :code or errors @> cast(:ofFile as jsonb))""";

  /**
   * By the chunks that have such rows, since no index may name what changes when rows proceed.
   * {@code n} is how many a chunk has at least, and a page is full after so many; one more chunk
   * may hold none behind the row that the page begins after. Each chunk is looked at by itself: no
   * plan goes through the rows of the whole batch.
   */
  private static final String MATCHING =
      """
      with chunks as (
        select first_row, last_row,
          sum(case when first_row > :afterRow then n else 0 end) over (order by chunk_no rows unbounded preceding)
            - case when first_row > :afterRow then n else 0 end as before
        from (
          select chunk_no, first_row, last_row, %s as n
          from batch_chunks
          where batch_id = :batchId and last_row > :afterRow and %s
            and chunk_no >= (
              select coalesce(max(chunk_no), 1)
              from (
                select chunk_no from batch_rows
                where batch_id = :batchId and row_number <= :afterRow
                order by row_number desc
                limit 1
              ) last)
          order by chunk_no
          limit :limit + 1
        ) having_some
      )
      select matching.*
      from chunks c cross join lateral (
        select %s
        from batch_rows
        where batch_id = :batchId and row_number > :afterRow and row_number between c.first_row and c.last_row and %s
        order by row_number
        limit :limit
      ) matching
      where c.before < :limit
      order by matching.row_number
      limit :limit
      """;

  private static final String CODED = "codes @> cast(:ofChunk as jsonb)";

  private static final String CODED_AT_LEAST =
      """
      (select max(cast(e ->> 'rows' as integer)) from jsonb_array_elements(codes) e
       where e ->> 'code' = :code and (:status = '' or e ->> 'status' = :status))""";

  /**
   * Where row-level security is on, an index is used for a comparison only with what is as safe as
   * a parameter: coalesce is inside of the sub-query, not around it.
   */
  private static final String NAMED =
      "select "
          + COLUMNS
          + """
           from batch_rows
          where batch_id = :batchId and order_reference <= :referenceTo
            and (order_reference, row_number) > (
              (select coalesce(max(order_reference), :referenceFrom) from batch_rows
               where batch_id = :batchId and row_number = :afterRow),
              :afterRow)
            and %s
          order by order_reference, row_number
          limit :limit
          """
              .formatted(MATCHES);

  private static final String ANY = "";

  private static final TypeReference<List<RowError>> ERRORS = new TypeReference<>() {};

  private final Session session;
  private final ObjectMapper json;

  Rows(Session session, ObjectMapper json) {
    this.session = session;
    this.json = json;
  }

  /**
   * A page of a batch's rows, in one query: in the sequence of the file or, where rows are looked
   * for by their reference, in that of the references, as bytes.
   *
   * @param clientId whose batch it is
   * @param filter what the rows have in common
   * @param afterRow the number of the last row of the page before, or 0 for the first page
   * @param limit how many at most, from 1 to {@value #PAGE_SIZE_MAX}
   * @return empty if the client has no such batch
   */
  @Transactional
  public Optional<RowPage> page(
      ClientId clientId, BatchId batchId, RowFilter filter, int afterRow, int limit) {
    int size = Math.clamp(limit, 1, PAGE_SIZE_MAX);
    List<Tuple> found =
        query(filter)
            .setParameter("batchId", batchId.value())
            .setParameter("clientId", clientId.value())
            .setParameter("afterRow", afterRow)
            .setParameter("limit", size + 1)
            .getResultList();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<BatchRow> rows =
        found.stream().filter(row -> row.get("row_number") != null).map(this::row).toList();
    return Optional.of(
        new RowPage(
            rows.subList(0, Math.min(size, rows.size())),
            rows.size() > size,
            found.getFirst().get("rows_expired_at", Instant.class)));
  }

  private NativeQuery<Tuple> query(RowFilter filter) {
    if (filter.equals(RowFilter.NONE)) {
      return query(ALL);
    }
    NativeQuery<Tuple> query =
        filter.reference() == null ? query(matching(filter)) : named(filter.reference());
    query.setParameter("status", filter.status() == null ? ANY : filter.status().name());
    query.setParameter("code", filter.code() == null ? ANY : filter.code());
    query.setParameter("ofFile", codes(filter.code(), null));
    if (filter.reference() == null && filter.code() != null) {
      query.setParameter("ofChunk", codes(filter.code(), filter.status()));
    }
    return query;
  }

  private NativeQuery<Tuple> query(String rows) {
    return session.createNativeQuery(PAGE.formatted(rows), Tuple.class);
  }

  private NativeQuery<Tuple> named(RowFilter.Reference reference) {
    return query(NAMED)
        .setParameter("referenceFrom", reference.text())
        .setParameter("referenceTo", reference.last());
  }

  private static String matching(RowFilter filter) {
    RowStatus status = filter.status();
    if (filter.code() != null) {
      return MATCHING.formatted(CODED_AT_LEAST, CODED, COLUMNS, MATCHES);
    }
    String count = Objects.requireNonNull(status).name().toLowerCase(Locale.ROOT);
    return MATCHING.formatted(count, count + " > 0", COLUMNS, MATCHES);
  }

  /** What a list of codes with this one in it contains. */
  private String codes(@Nullable String code, @Nullable RowStatus status) {
    ObjectNode wanted = json.createObjectNode().put("code", code);
    if (status != null) {
      wanted.put("status", status.name());
    }
    return json.createArrayNode().add(wanted).toString();
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
        row.get("updated_at", Instant.class),
        row.get("erased_at", Instant.class));
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
