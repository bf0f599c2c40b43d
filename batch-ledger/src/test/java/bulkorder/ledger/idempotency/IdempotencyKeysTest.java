package bulkorder.ledger.idempotency;

import static bulkorder.ledger.testing.GivenBatches.DEMO;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.idempotency.KeyClaim.Answered;
import bulkorder.ledger.idempotency.KeyClaim.Mine;
import bulkorder.ledger.idempotency.KeyClaim.Reused;
import bulkorder.ledger.idempotency.KeyClaim.Running;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class IdempotencyKeysTest extends LedgerTest {

  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final RequestPrint REQUEST = print("{\"order\": 1}");
  private static final KeptAnswer ANSWER =
      new KeptAnswer(201, Map.of("Location", "/orders/1"), Optional.of("{\"name\": \"髙橋 美咲\"}"));

  @Inject IdempotencyKeys keys;

  private final IdempotencyKey key = new IdempotencyKey(DEMO, UUID.randomUUID().toString());

  @Test
  void a_request_is_done_once_and_answered_again_as_it_was() {
    assertThat(claim(REQUEST)).isEqualTo(new Mine(1));
    assertThat(claim(REQUEST))
        .isInstanceOfSatisfying(
            Running.class,
            running -> assertThat(running.remaining()).isBetween(Duration.ofSeconds(50), A_MINUTE));

    assertThat(keys.answer(key, 1, ANSWER)).isTrue();

    assertThat(claim(REQUEST)).isEqualTo(new Answered(ANSWER));
    assertThat(claim(REQUEST)).isEqualTo(new Answered(ANSWER));
  }

  @Test
  void another_request_needs_another_key_whether_the_first_runs_or_is_done() {
    claim(REQUEST);
    assertThat(claim(print("{\"order\": 2}"))).isEqualTo(new Reused());

    keys.answer(key, 1, ANSWER);

    assertThat(claim(print("{\"order\": 2}"))).isEqualTo(new Reused());
    assertThat(claim(RequestPrint.of("pat", "POST", "/other", "{\"order\": 1}".getBytes(UTF_8))))
        .isEqualTo(new Reused());
  }

  @Test
  void another_clients_same_key_is_another_key() {
    claim(REQUEST);

    var others = new IdempotencyKey(new ClientId("acme"), key.text());

    assertThat(keys.claim(others, REQUEST, A_MINUTE)).isEqualTo(new Mine(1));
  }

  @Test
  void who_died_loses_its_claim_and_its_late_answer_does_not_count() throws SQLException {
    claim(REQUEST);
    change("claimed_until = now() - interval '1 ms'");

    assertThat(claim(REQUEST)).isEqualTo(new Mine(2));
    assertThat(keys.answer(key, 1, new KeptAnswer(409, Map.of(), Optional.of("late")))).isFalse();
    assertThat(keys.answer(key, 2, ANSWER)).isTrue();
    assertThat(claim(REQUEST)).isEqualTo(new Answered(ANSWER));
  }

  @Test
  void what_came_to_nothing_may_be_tried_again_at_once() {
    claim(REQUEST);

    keys.release(key, 1);

    assertThat(claim(print("{\"order\": 2}"))).isEqualTo(new Reused());
    assertThat(claim(REQUEST)).isEqualTo(new Mine(2));
    keys.release(key, 1);
    assertThat(claim(REQUEST)).isInstanceOf(Running.class);
  }

  @Test
  void a_key_that_expired_is_new_and_is_deleted_in_bounded_sets() throws SQLException {
    ledger.change("delete from idempotency_keys");
    claim(REQUEST);
    keys.answer(key, 1, ANSWER);
    change("expires_at = now()");

    assertThat(claim(print("{\"order\": 2}"))).isEqualTo(new Mine(2));

    for (int i = 0; i < 2; i++) {
      keys.claim(new IdempotencyKey(DEMO, "other" + i), REQUEST, A_MINUTE);
    }
    ledger.change("update idempotency_keys set expires_at = now()");
    assertThat(keys.deleteExpired(2)).isEqualTo(2);
    assertThat(keys.deleteExpired(2)).isEqualTo(1);
    assertThat(keys.deleteExpired(2)).isZero();
  }

  @Test
  void an_answer_that_is_too_large_is_kept_without_its_body() {
    claim(REQUEST);

    keys.answer(
        key,
        1,
        new KeptAnswer(200, Map.of(), Optional.of("x".repeat(KeptAnswer.BODY_BYTES_MAX + 1))));

    assertThat(claim(REQUEST))
        .isEqualTo(new Answered(new KeptAnswer(200, Map.of(), Optional.empty())));
  }

  @Test
  void neither_key_nor_answer_can_be_read_in_the_ledger_and_answers_share_a_data_key() {
    String count = "select count(*) from data_keys";
    claim(REQUEST);
    keys.answer(key, 1, ANSWER);
    var before = ledger.query(count);
    var next = new IdempotencyKey(DEMO, UUID.randomUUID().toString());
    keys.claim(next, REQUEST, A_MINUTE);
    keys.answer(next, 1, ANSWER);

    assertThat(ledger.query(count)).isEqualTo(before);
    assertThat(ledger.query("select k::text from idempotency_keys k where client_id = 'demo'"))
        .isNotEmpty()
        .noneMatch(row -> row.contains(key.text()));
    assertThat(
            ledger.query(
                "select sum(position('name'::bytea in body)) from idempotency_keys where client_id = 'demo'"))
        .containsExactly("0");
  }

  @Test
  void many_that_come_at_once_do_it_once() throws Exception {
    try (var callers = Executors.newFixedThreadPool(4)) {
      var claims =
          IntStream.range(0, 20).mapToObj(_ -> callers.submit(() -> claim(REQUEST))).toList();
      int mine = 0;
      for (var claim : claims) {
        mine += claim.get() instanceof Mine ? 1 : 0;
      }
      assertThat(mine).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "é", "a\n"})
  void what_is_no_key_is_none(String text) {
    assertThat(IdempotencyKey.parse(DEMO, text)).isEmpty();
    assertThat(IdempotencyKey.parse(DEMO, "k".repeat(256))).isEmpty();
    assertThat(IdempotencyKey.parse(DEMO, "k".repeat(255))).isPresent();
  }

  private KeyClaim claim(RequestPrint request) {
    return keys.claim(key, request, A_MINUTE);
  }

  private static RequestPrint print(String body) {
    return RequestPrint.of("pat", "POST", "/api/v1/orders", body.getBytes(UTF_8));
  }

  private void change(String assignment) throws SQLException {
    ledger.change(
        "update idempotency_keys set %s where client_id = 'demo' and key_hash = ?"
            .formatted(assignment),
        (Object) key.hash());
  }
}
