package bulkorder.ledger.order;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.Money;
import bulkorder.ledger.PersonalFields;
import bulkorder.ledger.encryption.SealedRows;
import bulkorder.ledger.list.Conditions;
import bulkorder.ledger.list.Page;
import bulkorder.ledger.notification.NotificationList;
import bulkorder.ledger.notification.NotificationView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The orders of one client, for reading. */
@ApplicationScoped
public class OrderList {

  /** The most orders of one page. */
  public static final int PAGE_SIZE_MAX = 500;

  private static final String COLUMNS =
      """
      order_id, status, order_reference, batch_id, import_row_number, bulk_import_group, product_code, quantity,
        unit_price, amount, currency, language, cast(requested_date as text) as requested_date, created_at, updated_at, erased_at""";

  private static final String PAGE =
      "select "
          + COLUMNS
          + " from orders where %s order by created_at desc, order_id desc limit :limit";

  /** The two indexes that have references know of no order in common. */
  private static final String PAGE_OF_REFERENCE =
      """
      select * from (
        (select %1$s from orders where bound and %%1$s order by created_at desc, order_id desc limit :limit)
        union all
        (select %1$s from orders where not bound and %%1$s order by created_at desc, order_id desc limit :limit)
      ) o
      order by created_at desc, order_id desc limit :limit
      """
          .formatted(COLUMNS);

  private static final String ONE =
      "select o.*, "
          + NotificationList.COLUMNS
          + " from (select "
          + COLUMNS
          + """
          , personal from orders where client_id = :clientId and order_id = :orderId) o
          left join notifications n on n.order_id = o.order_id
          order by n.notification_id
          """;

  private final Session session;
  private final SealedRows sealedRows;

  OrderList(Session session, SealedRows sealedRows) {
    this.session = session;
    this.sealedRows = sealedRows;
  }

  /**
   * A page of orders, newest first.
   *
   * @param after the last order of the page before, or null for the first page
   * @param limit how many at most, from 1 to {@value #PAGE_SIZE_MAX}
   */
  @Transactional
  public Page<OrderView> page(
      ClientId clientId, OrderFilter filter, @Nullable OrderPosition after, int limit) {
    int size = Math.clamp(limit, 1, PAGE_SIZE_MAX);
    var conditions = new Conditions().and("client_id = :clientId", "clientId", clientId.value());
    filter.addTo(conditions);
    if (after != null) {
      conditions
          .and("(created_at, order_id) < (:afterTime, :afterId)", "afterTime", after.createdAt())
          .with("afterId", after.orderId());
    }
    List<OrderView> found =
        conditions
            .query(session, filter.orderReference() == null ? PAGE : PAGE_OF_REFERENCE)
            .setParameter("limit", size + 1)
            .getResultStream()
            .map(OrderList::order)
            .toList();
    return Page.of(found, size);
  }

  /**
   * An order and the mails of it.
   *
   * @param personal opens what is personal in it, unless that was erased; who calls it records the
   *     access
   */
  public record OrderDetail(
      OrderView order,
      List<NotificationView> notifications,
      Supplier<Optional<PersonalFields>> personal) {

    /** Copies the mails. */
    public OrderDetail {
      notifications = List.copyOf(notifications);
    }
  }

  /** An order of the client, if it has such a one. */
  @Transactional
  public Optional<OrderDetail> find(ClientId clientId, long orderId) {
    List<Tuple> rows =
        session
            .createNativeQuery(ONE, Tuple.class)
            .setParameter("clientId", clientId.value())
            .setParameter("orderId", orderId)
            .getResultList();
    return rows.stream()
        .findFirst()
        .map(row -> new OrderDetail(order(row), mails(rows), () -> opened(clientId, row)));
  }

  private static List<NotificationView> mails(List<Tuple> rows) {
    return rows.stream()
        .filter(row -> row.get("notification_id") != null)
        .map(NotificationList::notification)
        .toList();
  }

  private Optional<PersonalFields> opened(ClientId clientId, Tuple row) {
    return Optional.of(row.get("personal", byte[].class))
        .filter(bytes -> bytes.length > 0)
        .map(bytes -> sealedRows.personal(clientId, bytes));
  }

  private static OrderView order(Tuple row) {
    return new OrderView(
        row.get("order_id", Long.class),
        OrderStatus.valueOf(row.get("status", String.class)),
        row.get("order_reference", String.class),
        Optional.ofNullable(row.get("batch_id", UUID.class)).map(BatchId::new),
        Optional.ofNullable(row.get("import_row_number", Integer.class)),
        Optional.ofNullable(row.get("bulk_import_group", String.class)),
        row.get("product_code", String.class),
        row.get("quantity", Integer.class),
        row.get("unit_price", BigDecimal.class),
        new Money(
            row.get("amount", BigDecimal.class),
            Currency.getInstance(row.get("currency", String.class))),
        row.get("language", String.class),
        Optional.ofNullable(row.get("requested_date", String.class)).map(LocalDate::parse),
        row.get("created_at", Instant.class),
        row.get("updated_at", Instant.class),
        Optional.ofNullable(row.get("erased_at", Instant.class)));
  }
}
