package bulkorder.status.order;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.audit.AuditTrail;
import bulkorder.ledger.list.Page;
import bulkorder.ledger.notification.NotificationFilter;
import bulkorder.ledger.notification.NotificationList;
import bulkorder.ledger.notification.NotificationView;
import bulkorder.ledger.order.OrderFilter;
import bulkorder.ledger.order.OrderList;
import bulkorder.ledger.order.OrderList.OrderDetail;
import bulkorder.ledger.order.OrderPosition;
import bulkorder.ledger.order.OrderView;
import bulkorder.ledger.payment.PaymentFilter;
import bulkorder.ledger.payment.PaymentList;
import bulkorder.ledger.payment.PaymentView;
import bulkorder.ledger.text.Sentences;
import bulkorder.status.Caller;
import bulkorder.status.Cursor;
import bulkorder.status.Parameter;
import bulkorder.status.ProblemCode;
import bulkorder.status.Refusal;
import bulkorder.status.order.OrderDetailAnswer.CustomerAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the caller's orders, payments and mails: a page in one query, an order in two. */
@ApplicationScoped
class OrderReadings {

  private final Caller caller;
  private final OrderList orders;
  private final PaymentList payments;
  private final NotificationList notifications;
  private final AuditTrail audit;

  OrderReadings(
      Caller caller,
      OrderList orders,
      PaymentList payments,
      NotificationList notifications,
      AuditTrail audit) {
    this.caller = caller;
    this.orders = orders;
    this.payments = payments;
    this.notifications = notifications;
    this.audit = audit;
  }

  @Transactional
  OrdersAnswer orders(OrderFilter filter, @Nullable OrderPosition after, int limit) {
    Page<OrderView> page = orders.page(caller.clientId(), filter, after, limit);
    return new OrdersAnswer(
        page.items().stream().map(OrderAnswer::of).toList(), next(page, OrderView::position));
  }

  /** An order without what is personal in it. */
  @Transactional
  OrderAnswer order(long orderId) {
    return OrderAnswer.of(orders.find(caller.clientId(), orderId).orElseThrow().order());
  }

  /** An order, opened for those who may see whose it is. */
  @Transactional
  OrderDetailAnswer order(String id, Sentences sentences) {
    ClientId clientId = caller.clientId();
    OrderDetail order =
        found(id, orderId -> orders.find(clientId, orderId), ProblemCode.UNKNOWN_ORDER, "order");
    long orderId = order.order().orderId();
    var ofOrder = new PaymentFilter(null, null, null, orderId);
    return new OrderDetailAnswer(
        OrderAnswer.of(order.order()),
        caller.seesPersonalData() ? opened(clientId, order).orElse(null) : null,
        payments.page(clientId, ofOrder, null, PaymentList.PAGE_SIZE_MAX).items().stream()
            .map(payment -> PaymentAnswer.of(payment, sentences))
            .toList(),
        order.notifications().stream().map(mail -> MailAnswer.of(mail, sentences)).toList());
  }

  private Optional<CustomerAnswer> opened(ClientId clientId, OrderDetail order) {
    Optional<CustomerAnswer> customer = order.personal().get().map(CustomerAnswer::of);
    if (customer.isPresent()) {
      audit.accessed(
          caller.subject(),
          "ORDER_READ",
          Long.toString(order.order().orderId()),
          clientId,
          Map.of());
    }
    return customer;
  }

  @Transactional
  PaymentsAnswer payments(
      PaymentFilter filter, @Nullable Long before, int limit, Sentences sentences) {
    Page<PaymentView> page = payments.page(caller.clientId(), filter, before, limit);
    return new PaymentsAnswer(
        page.items().stream().map(payment -> PaymentAnswer.of(payment, sentences)).toList(),
        next(page, PaymentView::paymentId));
  }

  @Transactional
  PaymentAnswer payment(String id, Sentences sentences) {
    return PaymentAnswer.of(
        found(
            id,
            paymentId -> payments.find(caller.clientId(), paymentId),
            ProblemCode.UNKNOWN_PAYMENT,
            "payment"),
        sentences);
  }

  @Transactional
  MailsAnswer notifications(
      NotificationFilter filter, @Nullable Long before, int limit, Sentences sentences) {
    Page<NotificationView> page = notifications.page(caller.clientId(), filter, before, limit);
    return new MailsAnswer(
        page.items().stream().map(mail -> MailAnswer.of(mail, sentences)).toList(),
        next(page, NotificationView::notificationId));
  }

  @Transactional
  MailAnswer notification(String id, Sentences sentences) {
    return MailAnswer.of(
        found(
            id,
            notificationId -> notifications.find(caller.clientId(), notificationId),
            ProblemCode.UNKNOWN_NOTIFICATION,
            "notification"),
        sentences);
  }

  private static <T> @Nullable String next(Page<T> page, Function<T, Object> position) {
    return page.more() ? Cursor.of(position.apply(page.items().getLast())) : null;
  }

  private static <T> T found(
      String id, Function<Long, Optional<T>> find, ProblemCode unknown, String name) {
    return Parameter.parseId(id)
        .flatMap(find)
        .orElseThrow(() -> Refusal.of(unknown, name, id).exception());
  }
}
