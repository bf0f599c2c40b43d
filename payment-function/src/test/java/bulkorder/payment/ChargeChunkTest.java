package bulkorder.payment;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.GivenBatches.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.batch.BatchControl;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.payment.Attempt;
import bulkorder.ledger.payment.AttemptOutcome;
import bulkorder.ledger.payment.ClaimedAttempts;
import bulkorder.ledger.payment.Payments;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.QueueView;
import bulkorder.ledger.testing.Queues;
import bulkorder.standins.PaymentServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;

@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(Provider.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "payments,reports,notifications"))
class ChargeChunkTest extends LedgerTest {

  @Inject ChargeChunk chargeChunk;
  @Inject ResolveUnknown resolveUnknown;
  @Inject BatchControl batchControl;
  @Inject CircuitBreakerMaintenance circuits;
  @Inject Payments payments;
  @Inject PaymentConfig config;
  @Inject SqsClient sqs;

  private QueueView queue;

  @BeforeEach
  void theProviderWorks() throws SQLException {
    Provider.works();
    circuits.resetAll();
    ledger.change(
        "update charging set down_since = null, probe_at = null, stopped_since = null, stopped_by = null");
    queue = new QueueView(sqs, config.paymentsQueueUrl());
    queue.clear();
  }

  @Test
  void each_order_of_a_chunk_is_charged() throws IOException {
    ChunkMessage chunk = chunkWithOrders(60);

    chargeChunk.charge(chunk, inAMinute());

    assertThat(rows(chunk.batch())).hasSize(60).allMatch(row -> row.contains(" PAID "));
    assertThat(chargesOf(chunk)).hasSize(60).containsOnly(1L);
  }

  @Test
  void a_redelivered_chunk_is_charged_once() throws IOException {
    ChunkMessage chunk = chunkWithOrders(3);
    chargeChunk.charge(chunk, inAMinute());

    chargeChunk.charge(chunk, inAMinute());

    assertThat(chargesOf(chunk)).containsExactly(1L, 1L, 1L);
  }

  @Test
  void a_chunk_whose_invocation_died_after_charging_is_charged_once() throws Exception {
    ChunkMessage chunk = chunkWithOrders(3);
    chargeChunk.charge(chunk, inAMinute());
    ledger.change(
        "update payments set status = 'PENDING', provider_reference = null, ended_at = null where batch_id = ?",
        chunk.batchId());
    ledger.change("update batch_rows set status = 'ORDERED' where batch_id = ?", chunk.batchId());

    chargeChunk.charge(chunk, inAMinute());

    assertThat(rows(chunk.batch())).allMatch(row -> row.contains(" PAID "));
    assertThat(chargesOf(chunk)).containsExactly(1L, 1L, 1L);
  }

  @Test
  void a_declined_payment_fails_exactly_its_row_and_says_why() {
    ChunkMessage chunk = chunkWith("tok_visa", "tok_declined_expired_card", "tok_visa");

    chargeChunk.charge(chunk, inAMinute());

    assertThat(rows(chunk.batch()))
        .containsExactly(
            "2 PAID PENDING -",
            "3 PAYMENT_FAILED PENDING PAYMENT_METHOD_EXPIRED",
            "4 PAID PENDING -");
  }

  @Test
  void a_chunk_with_a_declined_payment_gets_a_message_for_its_mails_where_they_are_wanted()
      throws Exception {
    QueueView notifications = new QueueView(sqs, config.notificationsQueueUrl());
    notifications.clear();
    ChunkMessage told = chunkWith("tok_visa", "tok_declined_expired_card");
    ChunkMessage untold = chunkWith("tok_visa", "tok_declined_expired_card");
    ChunkMessage nothingToTell = chunkWith("tok_visa");
    for (ChunkMessage chunk : List.of(told, nothingToTell)) {
      ledger.change(
          "update batches set notification_kinds = '[\"PAYMENT_FAILED\"]' where batch_id = ?",
          chunk.batchId());
    }

    for (ChunkMessage chunk : List.of(told, untold, nothingToTell)) {
      chargeChunk.charge(chunk, inAMinute());
    }

    assertThat(notifications.take()).singleElement().asString().contains(told.batchId().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tok_cut_before",
        "tok_cut_after",
        "tok_500_once",
        "tok_429_once",
        "tok_502_once",
        "tok_503_once",
        "tok_504_after"
      })
  void a_call_that_fails_in_passing_ends_paid_once(String token) throws Exception {
    ChunkMessage chunk = chunkWith(token);

    chargeChunk.charge(chunk, inAMinute());
    chargeChunk.charge(chunk, inAMinute());
    askNow(chunk);

    assertThat(rows(chunk.batch())).containsExactly("2 PAID PENDING -");
    assertThat(chargesOf(chunk)).containsExactly(1L);
  }

  @Test
  void an_outcome_that_stays_unknown_shows_and_is_asked_for_later() throws Exception {
    ChunkMessage chunk = chunkWithOrders(1);
    Provider.failsEveryCall();
    chargeChunk.charge(chunk, inAMinute());
    assertThat(rows(chunk.batch())).containsExactly("2 PAYMENT_UNKNOWN PENDING -");
    assertThat(queue.take()).isEmpty();

    Provider.works();
    chargeChunk.charge(chunk, inAMinute());
    assertThat(rows(chunk.batch())).containsExactly("2 PAYMENT_UNKNOWN PENDING -");
    askNow(chunk);

    assertThat(rows(chunk.batch())).containsExactly("2 PAID PENDING -");
    assertThat(chargesOf(chunk)).containsExactly(1L);
  }

  @Test
  void an_outcome_that_comes_late_ends_the_batch() throws Exception {
    ChunkMessage chunk = chunkWithOrders(1);
    Provider.failsEveryCall();
    chargeChunk.charge(chunk, inAMinute());
    ledger.change(
        "update batch_rows set notification_status = 'SENT' where batch_id = ?", chunk.batchId());

    Provider.works();
    askNow(chunk);

    assertThat(statusOf(chunk)).isEqualTo("COMPLETED -");
  }

  @Test
  void while_charging_is_stopped_nothing_is_charged_and_the_batch_says_so() throws Exception {
    ChunkMessage chunk = chunkWithOrders(1);
    ledger.change("update charging set stopped_since = now(), stopped_by = 'night shift'");

    chargeChunk.charge(chunk, inAMinute());

    assertThat(chargesOf(chunk)).containsExactly(0L);
    assertThat(statusOf(chunk)).isEqualTo("PAUSED CHARGING_STOPPED");
    assertThat(queue.delayed()).isEqualTo(1);
  }

  @Test
  void charging_that_is_stopped_in_the_middle_of_a_chunk_begins_no_further_call() throws Exception {
    ChunkMessage chunk = chunkWithOrders(150);
    long before = Provider.capturedInAll();
    Provider.behaves(new PaymentServer.Behaviour(Duration.ofMillis(700), 0, 0, 0, 0));
    try (var worker = Executors.newVirtualThreadPerTaskExecutor()) {
      var charged = worker.submit(() -> chargeChunk.charge(chunk, inAMinute()));
      await().atMost(Duration.ofSeconds(20)).until(() -> Provider.capturedInAll() > before);
      ledger.change("update charging set stopped_since = now(), stopped_by = 'night shift'");
      charged.get();
    }

    assertThat(rows(chunk.batch()))
        .anyMatch(row -> row.contains(" PAID "))
        .anyMatch(row -> row.contains(" ORDERED "))
        .noneMatch(row -> row.contains(" PAYMENT_UNKNOWN "));
    assertThat(queue.delayed()).isEqualTo(1);
  }

  @Test
  void a_provider_that_fails_again_and_again_is_down_for_all() {
    ChunkMessage chunk = chunkWithOrders(120);
    Provider.failsEveryCall();

    chargeChunk.charge(chunk, inAMinute());

    assertThat(ledger.query("select down_since is not null from charging")).containsExactly("t");
    assertThat(statusOf(chunk)).isEqualTo("PAUSED PROVIDER_DOWN");
    assertThat(rows(chunk.batch()))
        .anyMatch(row -> row.contains(" PAYMENT_UNKNOWN "))
        .anyMatch(row -> row.contains(" ORDERED "));
    assertThat(queue.delayed()).isEqualTo(1);
  }

  @Test
  void a_payment_that_is_turned_away_waits_and_its_chunk_is_not_taken_for_stuck() {
    ChunkMessage chunk = chunkWith("tok_429");

    chargeChunk.charge(chunk, inAMinute());

    assertThat(rows(chunk.batch())).containsExactly("2 ORDERED PENDING -");
    assertThat(queue.delayed()).isEqualTo(1);
    assertThat(
            ledger.query(
                "select sent_at > clock_timestamp() from batch_chunks where batch_id = ?",
                chunk.batchId()))
        .containsExactly("t");
  }

  @Test
  void a_payment_that_was_turned_away_for_a_day_is_given_up_as_not_sent() throws Exception {
    ChunkMessage chunk = chunkWith("tok_429");
    chargeChunk.charge(chunk, inAMinute());
    ledger.change(
        "update payments set created_at = created_at - interval '25 hours' where batch_id = ?",
        chunk.batchId());

    chargeChunk.charge(chunk, inAMinute());

    assertThat(rows(chunk.batch())).containsExactly("2 FAILED PENDING PAYMENT_NOT_SENT");
    assertThat(chargesOf(chunk)).containsExactly(0L);
  }

  @Test
  void what_stays_unknown_for_three_days_is_left_to_a_person_and_its_batch_ends() throws Exception {
    ChunkMessage chunk = chunkWithOrders(1);
    Provider.failsEveryCall();
    chargeChunk.charge(chunk, inAMinute());
    ledger.change(
        "update batch_rows set notification_status = 'SENT' where batch_id = ?", chunk.batchId());
    ledger.change(
        "update payments set unknown_since = unknown_since - interval '73 hours' where batch_id = ?",
        chunk.batchId());

    askNow(chunk);

    assertThat(rows(chunk.batch())).containsExactly("2 FAILED SENT OUTCOME_UNKNOWN");
    assertThat(statusOf(chunk)).isEqualTo("COMPLETED_WITH_ERRORS -");
  }

  @Test
  void payments_for_which_nobody_was_asked_as_the_provider_is_down_stay_due_and_do_not_count()
      throws Exception {
    ChunkMessage chunk = chunkWithOrders(60);
    ClaimedAttempts claimed = payments.claim(chunk, Duration.ofMinutes(1)).orElseThrow();
    payments.record(
        claimed,
        claimed.attempts().stream()
            .collect(Collectors.toMap(Attempt::paymentId, _ -> new AttemptOutcome.Unknown())));
    Provider.failsEveryCall();

    askNow(chunk);

    assertThat(
            ledger.query(
                "select count(*) from payments"
                    + " where batch_id = ? and asked = 0 and ask_at <= clock_timestamp()",
                chunk.batchId()))
        .first(InstanceOfAssertFactories.STRING)
        .satisfies(left -> assertThat(Integer.parseInt(left)).isBetween(30, 59));
    assertThat(ledger.query("select down_since is not null from charging")).containsExactly("t");
  }

  @Test
  void while_the_provider_is_down_a_chunk_waits_and_one_call_tries_whether_it_is_back()
      throws Exception {
    ChunkMessage chunk = chunkWithOrders(5);
    ledger.change("update charging set down_since = now(), probe_at = now() + interval '1 minute'");
    chargeChunk.charge(chunk, inAMinute());
    assertThat(statusOf(chunk)).isEqualTo("PAUSED PROVIDER_DOWN");
    assertThat(chargesOf(chunk)).containsOnly(0L);

    ledger.change("update charging set probe_at = now()");
    chargeChunk.charge(chunk, inAMinute());

    assertThat(rows(chunk.batch())).hasSize(5).allMatch(row -> row.contains(" PAID "));
    assertThat(statusOf(chunk)).isEqualTo("PROCESSING -");
    assertThat(ledger.query("select down_since from charging")).containsExactly("-");
  }

  @Test
  void a_try_that_fails_charges_nothing_else() throws Exception {
    ChunkMessage chunk = chunkWithOrders(5);
    ledger.change("update charging set down_since = now(), probe_at = now()");
    Provider.failsEveryCall();

    chargeChunk.charge(chunk, inAMinute());

    assertThat(rows(chunk.batch()))
        .filteredOn(row -> row.contains(" ORDERED "))
        .hasSizeGreaterThanOrEqualTo(4);
    assertThat(ledger.query("select down_since is null from charging")).containsExactly("f");
    assertThat(queue.delayed()).isEqualTo(1);
  }

  @Test
  void a_batch_that_a_person_paused_is_not_charged_and_needs_no_message() throws Exception {
    ChunkMessage chunk = chunkWithOrders(1);
    batchControl.pause(chunk.batch());

    chargeChunk.charge(chunk, inAMinute());

    assertThat(chargesOf(chunk)).containsExactly(0L);
    assertThat(queue.take()).isEmpty();
    assertThat(queue.delayed()).isZero();
  }

  @Test
  void what_cannot_end_in_time_is_not_begun_but_handed_on() throws IOException {
    ChunkMessage chunk = chunkWithOrders(2);

    chargeChunk.charge(chunk, Deadline.in(Duration.ofSeconds(10), Clock.systemUTC()));

    assertThat(rows(chunk.batch())).allMatch(row -> row.contains(" ORDERED "));
    assertThat(chargesOf(chunk)).containsExactly(0L, 0L);
    assertThat(queue.delayed()).isEqualTo(1);
  }

  @Test
  void what_was_not_begun_in_time_is_handed_on_once() {
    ChunkMessage chunk = chunkWithOrders(40);

    chargeChunk.charge(chunk, Deadline.in(Duration.ofMinutes(1), everySecond()));

    assertThat(rows(chunk.batch()))
        .anyMatch(row -> row.contains(" ORDERED "))
        .anyMatch(row -> row.contains(" PAID "));
    assertThat(queue.delayed()).isEqualTo(1);
  }

  /** A clock on which each look takes a second, so that time runs out in the middle of a chunk. */
  private static InstantSource everySecond() {
    var seconds = new AtomicLong();
    return () -> Instant.EPOCH.plusSeconds(seconds.getAndIncrement());
  }

  @Test
  void a_chunk_that_another_invocation_holds_is_looked_at_again_later() {
    ChunkMessage chunk = chunkWithOrders(1);
    payments.claim(chunk, Duration.ofMinutes(1));

    chargeChunk.charge(chunk, inAMinute());

    assertThat(rows(chunk.batch())).containsExactly("2 ORDERED PENDING -");
    assertThat(queue.delayed()).isEqualTo(1);
  }

  @Test
  void a_message_that_points_nowhere_is_dropped() {
    chargeChunk.charge(new ChunkMessage(UUID.randomUUID(), 1, 1), inAMinute());

    assertThat(queue.take()).isEmpty();
  }

  /** As the schedule does once a minute, when what is unknown of a chunk is due. */
  private void askNow(ChunkMessage chunk) throws SQLException {
    ledger.change("update payments set ask_at = null where batch_id <> ?", chunk.batchId());
    ledger.change(
        "update payments set ask_at = clock_timestamp() where batch_id = ? and status = 'UNKNOWN'",
        chunk.batchId());
    resolveUnknown.resolve(inAMinute());
  }

  private String statusOf(ChunkMessage chunk) {
    return ledger
        .query("select status, pause_reason from batches where batch_id = ?", chunk.batchId())
        .getFirst();
  }

  private ChunkMessage chunkWith(String... tokens) {
    String prefix = UUID.randomUUID().toString();
    var lines =
        IntStream.range(0, tokens.length)
            .mapToObj(i -> order(prefix + i, "product", tokens[i]))
            .toList();
    ChunkMessage chunk = chunk(given.batchOf(1000, lines), 1);
    orders.create(chunk);
    return chunk;
  }

  private List<Long> chargesOf(ChunkMessage chunk) throws IOException {
    List<Long> charges = new ArrayList<>();
    for (String orderId :
        ledger.query("select order_id from orders where batch_id = ?", chunk.batchId())) {
      charges.add(Provider.capturedFor(orderId));
    }
    return charges;
  }

  private static Deadline inAMinute() {
    return Deadline.in(Duration.ofMinutes(1), Clock.systemUTC());
  }
}
