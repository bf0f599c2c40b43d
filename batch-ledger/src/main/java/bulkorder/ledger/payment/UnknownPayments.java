package bulkorder.ledger.payment;

import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.ChunkState;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.batch.Progress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/**
 * Payments of which nobody knows whether the provider charged. The provider is asked again and
 * again, at growing intervals; what is still unknown after days is left to a person.
 */
@ApplicationScoped
public class UnknownPayments {

  private static final String WITH_CHUNK =
      """
      select %s, c.batch_id, c.chunk_no, c.run_no, c.client_id, c.first_row, c.last_row
      from %s p
      join payment_orders po on po.payment_id = p.payment_id and po.live and po.lead
      join orders led on led.order_id = po.order_id
      join batch_rows r on r.batch_id = led.batch_id and r.row_number = led.import_row_number
      join batch_chunks c on c.batch_id = r.batch_id and c.chunk_no = r.chunk_no
      """;

  /** The next time of asking is set before this one, so that a crash in between only delays. */
  private static final String TAKE_DUE =
      """
      with due as (
        select payment_id from payments where status = 'UNKNOWN' and ask_at <= clock_timestamp()
        order by ask_at limit :limit
        for update skip locked
      ), asked as (
        update payments p
        set asked = p.asked + 1, asking_until = clock_timestamp() + make_interval(secs => :askingSeconds),
            ask_at = clock_timestamp()
              + make_interval(secs => (cast(:waits as double precision[]))[least(p.asked + 2, :waitsCount)])
        from due where p.payment_id = due.payment_id
        returning p.*
      )
      %s
      """
          .formatted(WITH_CHUNK.formatted(Attempts.COLUMNS, "asked"));

  private static final String GIVE_BACK =
      """
      update payments set asked = asked - 1, asking_until = null, ask_at = clock_timestamp()
      where payment_id = any(:payments) and status = 'UNKNOWN' and asked > 0
      """;

  private static final String OVERDUE =
      """
      with overdue as (
        select * from payments
        where status = 'UNKNOWN' and ask_at is not null and asked > 0
          and coalesce(asking_until, '-infinity') <= clock_timestamp()
          and unknown_since < clock_timestamp() - make_interval(secs => :giveUpSeconds)
        order by ask_at limit :limit
      )
      %s
      """
          .formatted(WITH_CHUNK.formatted(Attempts.COLUMNS, "overdue"));

  private final Session session;
  private final Progress progress;
  private final Payments payments;
  private final PaymentMoves paymentMoves;
  private final AskingConfig config;

  UnknownPayments(
      Session session,
      Progress progress,
      Payments payments,
      PaymentMoves paymentMoves,
      AskingConfig config) {
    this.session = session;
    this.progress = progress;
    this.payments = payments;
    this.paymentMoves = paymentMoves;
    this.config = config;
  }

  /**
   * Takes payments that are due to be asked for; no other invocation gets them before they are due
   * again.
   *
   * @param limit how many at most
   * @param leaseTime how long the invocation has left; until then nobody else ends these payments
   */
  @Transactional
  public List<UnknownPayment> takeDue(int limit, Duration leaseTime) {
    Double[] waits =
        config.askAfter().stream().map(UnknownPayments::seconds).toArray(Double[]::new);
    return found(
        session
            .createNativeQuery(TAKE_DUE, Tuple.class)
            .setParameter("waits", waits)
            .setParameter("waitsCount", waits.length)
            .setParameter("askingSeconds", seconds(leaseTime))
            .setParameter("limit", limit));
  }

  /**
   * Gives back payments that were taken and for which the provider was not asked: they are due at
   * once, and this time does not count.
   */
  @Transactional
  public void giveBack(List<Attempt> attempts) {
    session
        .createNativeMutationQuery(GIVE_BACK)
        .setParameter("payments", attempts.stream().map(Attempt::paymentId).toArray(Long[]::new))
        .executeUpdate();
  }

  /**
   * Records what the provider said of payments of one chunk. What is unknown still, or was not
   * found out, stays unknown.
   *
   * @param outcomes by payment id
   * @return the chunks whose rows may have moved
   */
  @Transactional
  public List<ChunkState> record(
      Chunk chunk, List<Attempt> attempts, Map<Long, AttemptOutcome> outcomes) {
    progress.forget(chunk.batchId());
    return paymentMoves.apply(payments.moves(outcomes), paymentMoves.lock(chunk, attempts));
  }

  /**
   * Payments that were unknown for too long, and for which the provider was asked.
   *
   * @param limit how many at most
   */
  @Transactional
  public List<UnknownPayment> overdue(int limit) {
    return found(
        session
            .createNativeQuery(OVERDUE, Tuple.class)
            .setParameter("giveUpSeconds", seconds(config.giveUpAfter()))
            .setParameter("limit", limit));
  }

  /**
   * Leaves a payment to a person: its rows fail, and nobody asks for it any more.
   *
   * @return the chunks whose rows moved
   */
  @Transactional
  public List<ChunkState> leave(UnknownPayment unknown) {
    PaymentMoves.Moves moves = paymentMoves.none();
    moves.add(unknown.attempt().paymentId(), Ending.LEFT_UNKNOWN, Map.of());
    return paymentMoves.apply(
        moves, paymentMoves.lock(unknown.chunk(), List.of(unknown.attempt())));
  }

  private static List<UnknownPayment> found(NativeQuery<Tuple> query) {
    return query
        .getResultStream()
        .map(row -> new UnknownPayment(Chunks.chunk(row), Attempts.of(row)))
        .toList();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
