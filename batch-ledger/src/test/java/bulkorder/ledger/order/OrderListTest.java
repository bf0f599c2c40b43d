package bulkorder.ledger.order;

import static bulkorder.ledger.testing.GivenBatches.DEMO;
import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.GivenBatches.order;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ClientId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.NotificationStatus;
import bulkorder.ledger.list.Page;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.notification.NotificationFilter;
import bulkorder.ledger.notification.NotificationList;
import bulkorder.ledger.notification.NotificationView;
import bulkorder.ledger.notification.Notifications;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.DeclineCode;
import bulkorder.ledger.payment.PaymentFilter;
import bulkorder.ledger.payment.PaymentList;
import bulkorder.ledger.payment.PaymentStatus;
import bulkorder.ledger.payment.PaymentView;
import bulkorder.ledger.payment.Payments;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class OrderListTest extends LedgerTest {

  private static final ClientId ACME = new ClientId("acme");
  private static final Duration LEASE = Duration.ofMinutes(1);

  @Inject OrderList list;
  @Inject PaymentList paymentList;
  @Inject NotificationList notificationList;
  @Inject Payments payments;
  @Inject Notifications notifications;

  @Test
  void pages_of_orders_follow_each_other_newest_first_without_gap_or_repeat() {
    BatchId batchId = given.batchOfNewOrders(7, 3);
    IntStream.rangeClosed(1, 3).forEach(no -> orders.create(chunk(batchId, no)));

    List<Long> seen = new ArrayList<>();
    @Nullable OrderPosition after = null;
    Page<OrderView> page;
    do {
      page = list.page(DEMO, ofBatch(batchId), after, 3);
      page.items().forEach(order -> seen.add(order.orderId()));
      after = page.items().getLast().position();
    } while (page.more());

    assertThat(seen).isEqualTo(orderIds(batchId).reversed());
  }

  @Test
  void a_position_is_the_same_after_its_text_was_handed_about() {
    OrderPosition position = onlyOrder(chunkWithOrders(1)).position();

    assertThat(OrderPosition.parse(position.toString())).hasValue(position);
    assertThat(OrderPosition.parse("1-x")).isEmpty();
    assertThat(OrderPosition.parse("99999999999999999999-1")).isEmpty();
  }

  @Test
  void orders_are_found_by_what_they_have_in_common() {
    OrderView order = onlyOrder(chunkWithOrders(1));
    chunkWithOrders(1);

    assertThat(found(filter(null, order.orderReference(), null, null))).containsExactly(order);
    assertThat(found(filter(OrderStatus.PENDING, order.orderReference(), null, null)))
        .containsExactly(order);
    assertThat(found(filter(OrderStatus.PAID, order.orderReference(), null, null))).isEmpty();
    assertThat(found(filter(OrderStatus.PENDING, null, null, null))).contains(order);
    assertThat(found(filter(null, null, order.createdAt(), order.createdAt().plusNanos(1000))))
        .containsExactly(order);
    assertThat(found(filter(null, null, order.createdAt().plusNanos(1000), null)))
        .doesNotContain(order);
  }

  @Test
  void an_order_that_was_declined_is_found_by_its_reference_too() {
    ChunkMessage chunk = chunkWithOrders(1);
    OrderView order = onlyOrder(chunk);
    charge(chunk, new AttemptOutcome.Declined(DeclineCode.FRAUD_SUSPECTED, "fraud"));

    assertThat(found(filter(OrderStatus.CANCELLED, null, null, null)))
        .extracting(OrderView::orderId)
        .contains(order.orderId());
    assertThat(found(filter(null, order.orderReference(), null, null)))
        .extracting(OrderView::status)
        .containsExactly(OrderStatus.CANCELLED);
  }

  @Test
  void an_order_shows_its_mails_and_opens_what_is_personal() {
    ChunkMessage chunk = chunkWithOrders(1);
    OrderView order = onlyOrder(chunk);
    notifications.claim(chunk, LEASE);

    var found = list.find(DEMO, order.orderId()).orElseThrow();

    assertThat(found.order()).isEqualTo(order);
    assertThat(found.notifications())
        .singleElement()
        .satisfies(mail -> assertThat(mail.orderId()).hasValue(order.orderId()));
    assertThat(found.personal().get().orElseThrow().customerName()).isEqualTo("山田 太郎");
  }

  @Test
  void nothing_of_another_client_is_found() {
    ChunkMessage chunk = chunkWithOrders(1);
    long orderId = onlyOrder(chunk).orderId();
    charge(chunk, new AttemptOutcome.Captured("pay_" + orderId));
    notifications.claim(chunk, LEASE);
    long paymentId = paymentsOf(orderId).getFirst().paymentId();
    long notificationId = mailsOf(orderId).getFirst().notificationId();

    assertThat(list.page(ACME, OrderFilter.NONE, null, 10).items()).isEmpty();
    assertThat(list.find(ACME, orderId)).isEmpty();
    assertThat(paymentList.find(ACME, paymentId)).isEmpty();
    assertThat(notificationList.find(ACME, notificationId)).isEmpty();
  }

  @Test
  void every_attempt_to_pay_an_order_is_listed_newest_first() {
    BatchId batchId = given.batchOf(order("twice-" + System.nanoTime()));
    orders.create(chunk(batchId, 1));
    long orderId = onlyOrder(chunk(batchId, 1)).orderId();
    charge(chunk(batchId, 1), new AttemptOutcome.Declined(DeclineCode.INSUFFICIENT_FUNDS, "funds"));

    PaymentView declined = paymentsOf(orderId).getFirst();

    assertThat(declined.status()).isEqualTo(PaymentStatus.DECLINED);
    assertThat(declined.declineCode()).hasValue(DeclineCode.INSUFFICIENT_FUNDS);
    assertThat(declined.orderId()).hasValue(orderId);
    assertThat(paymentList.find(DEMO, declined.paymentId())).hasValue(declined);
    assertThat(
            paymentList
                .page(
                    DEMO,
                    new PaymentFilter(
                        PaymentStatus.DECLINED, batchId, DeclineCode.INSUFFICIENT_FUNDS, null),
                    null,
                    10)
                .items())
        .containsExactly(declined);
  }

  @Test
  void what_is_pending_is_found_until_it_has_ended() {
    ChunkMessage chunk = chunkWithOrders(1);
    long orderId = onlyOrder(chunk).orderId();
    notifications.claim(chunk, LEASE);
    var pendingMails =
        new NotificationFilter(NotificationStatus.PENDING, null, null, null, orderId);
    var pendingPayments = new PaymentFilter(PaymentStatus.PENDING, null, null, orderId);
    payments.claim(chunk, LEASE);

    assertThat(notificationList.page(DEMO, pendingMails, null, 10).items()).hasSize(1);
    assertThat(paymentList.page(DEMO, pendingPayments, null, 10).items()).hasSize(1);
    assertThat(found(filter(OrderStatus.PENDING, null, null, null)))
        .extracting(OrderView::orderId)
        .contains(orderId);
  }

  /** Else each of these updates would write into every index of its table. */
  @ParameterizedTest
  @ValueSource(strings = {"orders", "payments", "notifications"})
  void no_index_names_a_column_that_changes_when_all_goes_well(String table) {
    assertThat(
            ledger.query(
                """
                select indexname from pg_indexes where tablename = ? and indexdef ~ '\\mstatus\\M'
                """,
                table))
        .isEmpty();
  }

  @Test
  void mails_are_found_by_state_and_batch() {
    ChunkMessage chunk = chunkWithOrders(2);
    notifications.claim(chunk, LEASE);
    var filter = new NotificationFilter(null, null, null, chunk.batch(), null);

    Page<NotificationView> first = notificationList.page(DEMO, filter, null, 1);
    Page<NotificationView> second =
        notificationList.page(DEMO, filter, first.items().getFirst().notificationId(), 1);

    assertThat(first.more()).isTrue();
    assertThat(second.more()).isFalse();
    assertThat(first.items().getFirst().notificationId())
        .isGreaterThan(second.items().getFirst().notificationId());
    assertThat(notificationList.find(DEMO, first.items().getFirst().notificationId()))
        .hasValue(first.items().getFirst());
  }

  private void charge(ChunkMessage chunk, AttemptOutcome outcome) {
    var claimed = payments.claim(chunk, LEASE).orElseThrow();
    Map<Long, AttemptOutcome> outcomes = new HashMap<>();
    for (Attempt attempt : claimed.attempts()) {
      outcomes.put(attempt.paymentId(), outcome);
    }
    payments.record(claimed, outcomes);
  }

  private OrderView onlyOrder(ChunkMessage chunk) {
    return list.page(DEMO, ofBatch(chunk.batch()), null, 10).items().getFirst();
  }

  private List<OrderView> found(OrderFilter filter) {
    return list.page(DEMO, filter, null, 500).items();
  }

  private List<PaymentView> paymentsOf(long orderId) {
    return paymentList.page(DEMO, new PaymentFilter(null, null, null, orderId), null, 10).items();
  }

  private List<NotificationView> mailsOf(long orderId) {
    return notificationList
        .page(DEMO, new NotificationFilter(null, null, null, null, orderId), null, 10)
        .items();
  }

  private List<Long> orderIds(BatchId batchId) {
    return ledger
        .query("select order_id from orders where batch_id = ? order by order_id", batchId.value())
        .stream()
        .map(Long::valueOf)
        .toList();
  }

  private static OrderFilter ofBatch(BatchId batchId) {
    return new OrderFilter(null, null, batchId, null, null, null);
  }

  private static OrderFilter filter(
      @Nullable OrderStatus status,
      @Nullable String reference,
      @Nullable Instant createdFrom,
      @Nullable Instant createdBefore) {
    return new OrderFilter(status, reference, null, null, createdFrom, createdBefore);
  }
}
