package bulkorder.ledger.payment;

import bulkorder.ledger.batch.Chunk;
import bulkorder.ledger.batch.ChunkState;
import bulkorder.ledger.batch.ChunkStatements;
import bulkorder.ledger.batch.Chunks;
import bulkorder.ledger.batch.Lease;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.payment.AttemptOutcome.Because;
import bulkorder.ledger.payment.AttemptOutcome.Captured;
import bulkorder.ledger.payment.AttemptOutcome.Declined;
import bulkorder.ledger.payment.AttemptOutcome.KeyReused;
import bulkorder.ledger.payment.AttemptOutcome.NotTaken;
import bulkorder.ledger.payment.AttemptOutcome.Unknown;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The payments of chunks. An attempt is in the ledger with its key before the provider is called;
 * every call of it uses that key; the next attempt for an order begins only when the one before is
 * known to be declined or not charged. An attempt whose outcome is unknown is no longer charged
 * from here but asked for, by {@link UnknownPayments}.
 */
@ApplicationScoped
public class Payments {

  private static final String OPEN =
      """
      select p.payment_id
      from batch_rows r
      join payment_orders po on po.order_id = r.order_id and po.live and po.lead
      join payments p on p.payment_id = po.payment_id and p.status = 'PENDING'
      where r.batch_id = :batchId and r.row_number between :firstRow and :lastRow and r.status = 'ORDERED'
      """;

  private static final String SET_OUT_AGAIN =
      """
      update payments p set calls = p.calls + 1
      from (%s) open
      where p.payment_id = open.payment_id
      returning %s
      """
          .formatted(OPEN, Attempts.COLUMNS);

  private static final String OPEN_CALLS =
      """
      select p.calls, %s from payments p join (%s) open on open.payment_id = p.payment_id
      """
          .formatted(Attempts.COLUMNS, OPEN);

  /**
   * The attempt number goes on where attempts for the same reference ended, be it by an order that
   * was cancelled. A key that another payment has is not used: what it paid for is not known here.
   *
   * <p>Rows are looked up number by number, so that the planner counts on as many as there may be:
   * of a batch that nobody has analysed it expects one, and would compare each attempt with each.
   */
  private static final String BEGIN =
      """
      with due as (
        select r.batch_id, r.row_number, r.order_id, r.client_id, r.amount, r.currency, r.payment_method, a.attempt,
          encode(sha256(convert_to(r.client_id || E'\\n' || r.order_reference || E'\\n' || a.attempt, 'UTF8')), 'hex')
            as idempotency_key
        from generate_series(cast(:firstRow as integer), cast(:lastRow as integer)) as number
        cross join lateral (
          select batch_id, row_number, order_id, client_id, order_reference, amount, currency, payment_method
          from batch_rows where batch_id = :batchId and row_number = number and status = 'ORDERED' limit 1
        ) r
        left join payment_orders live on live.order_id = r.order_id and live.live
        cross join lateral (
          select 1 + greatest(
            coalesce((select max(past.attempt) from payment_orders past
                      where past.order_id = r.order_id and not past.live), 0),
            coalesce((select max(past.attempt) from orders o join payment_orders past on past.order_id = o.order_id
                      where o.client_id = r.client_id and o.order_reference = r.order_reference
                        and not o.bound and not past.live), 0)) as attempt
        ) a
        where live.order_id is null
          and (select payment_mode from batches where batch_id = :batchId) = 'PER_ORDER'
      ), begun as (
        insert into payments (client_id, batch_id, idempotency_key, amount, currency, payment_method, calls)
        select client_id, :batchId, idempotency_key, amount, currency, payment_method, 1 from due
        on conflict (idempotency_key) do nothing
        returning payment_id, idempotency_key, amount, currency, payment_method, provider_reference, created_at
      ), linked as (
        insert into payment_orders (payment_id, order_id, attempt, amount)
        select begun.payment_id, due.order_id, due.attempt, due.amount
        from begun join due on due.idempotency_key = begun.idempotency_key
      ), refused as (
        update batch_rows r set status = 'FAILED', code = 'PAYMENT_KEY_IN_USE', updated_at = clock_timestamp()
        from due left join begun on begun.idempotency_key = due.idempotency_key
        where begun.payment_id is null
          and r.batch_id = due.batch_id and r.row_number = due.row_number and r.status = 'ORDERED'
      )
      select begun.*, cast(due.order_id as text) as order_ids
      from begun join due on due.idempotency_key = begun.idempotency_key
      order by due.row_number
      """;

  private static final String GIVE_UP_UNBEGUN =
      """
      with unbegun as (
        select r.batch_id, r.row_number, r.order_id
        from batch_rows r left join payment_orders po on po.order_id = r.order_id and po.live
        where r.batch_id = :batchId and r.row_number between :firstRow and :lastRow and r.status = 'ORDERED'
          and po.order_id is null
      ), cancelled as (
        update orders o set status = 'CANCELLED', updated_at = clock_timestamp()
        from unbegun u where o.order_id = u.order_id and o.status = 'PENDING'
      )
      update batch_rows r set status = 'FAILED', code = 'PAYMENT_NOT_SENT', updated_at = clock_timestamp()
      from unbegun u
      where r.batch_id = u.batch_id and r.row_number = u.row_number and r.status = 'ORDERED'
      """;

  private final ChunkStatements statements;
  private final Chunks chunks;
  private final PaymentMoves paymentMoves;
  private final InstantSource clock;

  Payments(
      ChunkStatements statements, Chunks chunks, PaymentMoves paymentMoves, InstantSource clock) {
    this.statements = statements;
    this.chunks = chunks;
    this.paymentMoves = paymentMoves;
    this.clock = clock;
  }

  /**
   * Claims a chunk's payments and, unless its batch is aggregated, begins an attempt for each order
   * that has none. When this returns, every attempt is committed and the provider may be called.
   *
   * @param leaseTime how long the invocation has left
   * @return empty while another invocation holds the claim, or if there is no such chunk
   */
  @Transactional
  public Optional<ClaimedAttempts> claim(ChunkMessage message, Duration leaseTime) {
    return chunks
        .claim(Lease.PAYMENT, message.batch(), message.chunk(), leaseTime)
        .map(this::setOut);
  }

  /**
   * As {@link #claim}, for a provider that might charge the same key twice: an attempt that may
   * have been sent before is not given out again; its outcome becomes unknown.
   */
  @Transactional
  public Optional<ClaimedAttempts> claimUnsent(ChunkMessage message, Duration leaseTime) {
    return chunks
        .claim(Lease.PAYMENT, message.batch(), message.chunk(), leaseTime)
        .map(
            chunk -> {
              endOpen(chunk, Optional.empty());
              return setOut(chunk);
            });
  }

  /**
   * Records what became of attempts, moves their orders and rows, and ends the claim. An outcome
   * that is recorded already stays. An attempt without an outcome, which was not begun, and one
   * that was {@link NotTaken} stay open.
   *
   * @param outcomes by payment id
   * @return the chunks whose rows may have moved
   */
  @Transactional
  public List<ChunkState> record(ClaimedAttempts claimed, Map<Long, AttemptOutcome> outcomes) {
    Chunk chunk = claimed.chunk();
    List<Chunk> locked = paymentMoves.lock(chunk, claimed.attempts());
    paymentMoves.takeBack(
        claimed.attempts().stream()
            .map(Attempt::paymentId)
            .filter(id -> outcomes.get(id) == null || outcomes.get(id) instanceof NotTaken)
            .toList());
    List<ChunkState> states = paymentMoves.apply(moves(outcomes), locked);
    chunks.release(Lease.PAYMENT, chunk);
    return states;
  }

  /**
   * Gives up the unpaid rows of a chunk. A payment that may have been charged becomes unknown, and
   * is asked for; the others were never sent, and end.
   *
   * @return the chunks whose rows may have moved; empty if there is no such chunk
   * @throws IllegalStateException while another invocation holds the claim; to be called again
   */
  @Transactional
  public List<ChunkState> giveUp(ChunkMessage message) {
    return chunks
        .lockUnclaimed(Lease.PAYMENT, message.batch(), message.chunk())
        .map(
            chunk -> {
              statements.change(GIVE_UP_UNBEGUN, chunk).executeUpdate();
              return endOpen(chunk, Optional.of(Ending.NOT_SENT));
            })
        .orElse(List.of());
  }

  /** Moves of outcomes; what was not taken stays where it is, unless its key is spent. */
  PaymentMoves.Moves moves(Map<Long, AttemptOutcome> outcomes) {
    PaymentMoves.Moves moves = paymentMoves.none();
    outcomes.forEach(
        (paymentId, outcome) -> {
          switch (outcome) {
            case Captured captured ->
                moves.add(
                    paymentId,
                    Ending.PAID,
                    Map.of("provider_reference", captured.providerReference()));
            case Declined declined ->
                moves.add(
                    paymentId,
                    Ending.DECLINED,
                    Map.of(
                        "decline_code",
                        declined.code().name(),
                        "provider_code",
                        declined.providerCode()));
            case Unknown _ -> moves.add(paymentId, Ending.UNKNOWN, Map.of());
            case KeyReused _ -> moves.add(paymentId, Ending.LEFT_UNKNOWN, Map.of());
            case NotTaken notTaken -> {
              if (notTaken.because() == Because.ENDED_UNPAID) {
                moves.add(paymentId, Ending.UNPAID, Map.of());
              }
            }
          }
        });
    return moves;
  }

  private ClaimedAttempts setOut(Chunk chunk) {
    List<Tuple> open =
        Stream.concat(
                statements.select(SET_OUT_AGAIN, chunk).getResultStream(),
                statements.select(BEGIN, chunk).getResultStream())
            .toList();
    Instant since =
        open.stream()
            .map(row -> row.get("created_at", Instant.class))
            .min(Comparator.naturalOrder())
            .orElseGet(clock::instant);
    return new ClaimedAttempts(chunk, open.stream().map(Attempts::of).toList(), since);
  }

  /** What was called becomes unknown; what was not ends as given, or stays open. */
  private List<ChunkState> endOpen(Chunk chunk, Optional<Ending> uncalled) {
    List<Attempt> ending = new ArrayList<>();
    PaymentMoves.Moves moves = paymentMoves.none();
    for (Tuple row : statements.select(OPEN_CALLS, chunk).getResultList()) {
      Attempt attempt = Attempts.of(row);
      Optional<Ending> end =
          row.get("calls", Integer.class) > 0 ? Optional.of(Ending.UNKNOWN) : uncalled;
      end.ifPresent(
          e -> {
            ending.add(attempt);
            moves.add(attempt.paymentId(), e, Map.of());
          });
    }
    return paymentMoves.apply(moves, paymentMoves.lock(chunk, ending));
  }
}
