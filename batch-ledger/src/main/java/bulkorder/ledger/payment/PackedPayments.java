package bulkorder.ledger.payment;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.ReasonCode;
import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.notification.Suppressions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** Begins the payments of packed orders, and gives up those that are left over. */
@ApplicationScoped
class PackedPayments {

  /** Orders without a payment; the lookup of each by itself does not fall over as tables grow. */
  private static final String UNPAID =
      """
      select r.row_number
      from unnest(cast(:rows as int[])) as packed(row_number)
      cross join lateral (
        select row_number, order_id, status from batch_rows where batch_id = :batchId and row_number = packed.row_number limit 1
      ) r
      where r.status = 'ORDERED'
        and (select live.payment_id from payment_orders live where live.order_id = r.order_id and live.live) is null
      """;

  /** The lead is the first row of the file, wherever it stands in the charge. */
  private static final String BEGIN =
      """
      with packed as (
        select * from unnest(cast(:charges as int[]), cast(:rows as int[])) as p(charge_no, row_number)
      ), due as (
        select packed.charge_no, r.row_number, r.order_id, r.client_id, r.order_reference, r.amount, r.currency,
          r.payment_method, a.attempt, min(r.row_number) over (partition by packed.charge_no) as lead_row
        from packed
        cross join lateral (
          select row_number, order_id, client_id, order_reference, amount, currency, payment_method
          from batch_rows where batch_id = :batchId and row_number = packed.row_number limit 1
        ) r
        cross join lateral (%s) a
      ), charge as (
        select charge_no, min(client_id) as client_id, sum(amount) as amount, min(currency) as currency,
          min(payment_method) as payment_method,
          encode(sha256(convert_to(min(client_id) || E'\\n'
            || string_agg(order_reference || E'\\n' || attempt, E'\\n' order by amount desc, row_number), 'UTF8')), 'hex')
            as idempotency_key
        from due group by charge_no
      ), begun as (
        insert into payments (client_id, batch_id, idempotency_key, amount, currency, payment_method)
        select client_id, :batchId, idempotency_key, amount, currency, payment_method from charge
        on conflict (idempotency_key) do nothing
        returning payment_id, idempotency_key
      )
      insert into payment_orders (payment_id, order_id, attempt, amount, lead)
      select begun.payment_id, due.order_id, due.attempt, due.amount, due.row_number = due.lead_row
      from begun
      join charge on charge.idempotency_key = begun.idempotency_key
      join due on due.charge_no = charge.charge_no
      """
          .formatted(AttemptNumber.NEXT_OF_ROW);

  private static final String GIVE_UP =
      """
      with given_up as (
        update batch_rows r set status = 'FAILED', code = :code, updated_at = clock_timestamp()
        where r.batch_id = :batchId and r.row_number = any(cast(:rows as int[])) and r.status = 'ORDERED'
        returning r.order_id
      )
      update orders o set status = 'CANCELLED', updated_at = clock_timestamp()
      from given_up g where o.order_id = g.order_id and o.status = 'PENDING'
      """;

  private final Session session;
  private final Chunks chunks;
  private final Suppressions suppressions;

  PackedPayments(Session session, Chunks chunks, Suppressions suppressions) {
    this.session = session;
    this.chunks = chunks;
    this.suppressions = suppressions;
  }

  /**
   * Begins the payments of a portion in a transaction of its own.
   *
   * @return whether that was done; if not, somebody changed one of the rows since it was read, and
   *     nothing was changed here
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  boolean begin(BatchId batchId, Portion portion) {
    List<Chunk> locked = chunks.lockAll(batchId, portion.chunkNos());
    if (unpaid(batchId, portion.orders().toList()).size() != portion.size()) {
      return false;
    }
    insert(batchId, portion);
    Set<Integer> changed = new TreeSet<>();
    changed.addAll(giveUp(batchId, portion.leftOver(), ReasonCode.PAYMENT_TOO_SMALL));
    changed.addAll(giveUp(batchId, withKeysInUse(batchId, portion), ReasonCode.PAYMENT_KEY_IN_USE));
    locked.stream().filter(chunk -> changed.contains(chunk.chunkNo())).forEach(chunks::count);
    return true;
  }

  private void insert(BatchId batchId, Portion portion) {
    List<Integer> chargeNos = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < portion.charges().size(); i++) {
      for (var order : portion.charges().get(i)) {
        chargeNos.add(i);
        rows.add(order.rowNumber());
      }
    }
    session
        .createNativeMutationQuery(BEGIN)
        .setParameter("batchId", batchId.value())
        .setParameter("charges", chargeNos.toArray(Integer[]::new))
        .setParameter("rows", rows.toArray(Integer[]::new))
        .executeUpdate();
  }

  private List<PackableOrder> withKeysInUse(BatchId batchId, Portion portion) {
    List<PackableOrder> packed = portion.charges().stream().flatMap(List::stream).toList();
    Set<Integer> unpaid = unpaid(batchId, packed);
    return packed.stream().filter(order -> unpaid.contains(order.rowNumber())).toList();
  }

  private Set<Integer> unpaid(BatchId batchId, List<PackableOrder> orders) {
    return session
        .createNativeQuery(UNPAID, Integer.class)
        .setParameter("batchId", batchId.value())
        .setParameter("rows", rows(orders))
        .getResultStream()
        .collect(Collectors.toSet());
  }

  private Set<Integer> giveUp(BatchId batchId, List<PackableOrder> orders, ReasonCode code) {
    if (!orders.isEmpty()) {
      session
          .createNativeMutationQuery(GIVE_UP)
          .setParameter("batchId", batchId.value())
          .setParameter("rows", rows(orders))
          .setParameter("code", code.name())
          .executeUpdate();
      suppressions.suppress(batchId, orders.stream().map(PackableOrder::rowNumber).toList());
    }
    return orders.stream().map(PackableOrder::chunkNo).collect(Collectors.toSet());
  }

  private static Integer[] rows(List<PackableOrder> orders) {
    return orders.stream().map(PackableOrder::rowNumber).toArray(Integer[]::new);
  }
}
