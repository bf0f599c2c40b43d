package bulkorder.notify;

import static bulkorder.ledger.testing.GivenBatches.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchStatus;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.Money;
import bulkorder.ledger.batch.BatchControl;
import bulkorder.ledger.imports.OrderLine;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.messaging.Deadline;
import bulkorder.ledger.notification.ClaimedMails;
import bulkorder.ledger.notification.MailResults;
import bulkorder.ledger.notification.Notifications;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.QueueView;
import bulkorder.ledger.testing.Queues;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(Mailbox.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "notifications,reports,announcements"))
class NotifyChunkTest extends LedgerTest {

  @Inject NotifyChunk notifyChunk;
  @Inject Notifications notifications;
  @Inject MailResults mailResults;
  @Inject BatchControl control;
  @Inject NotifyConfig config;
  @Inject SqsClient sqs;

  private QueueView queue;

  @BeforeEach
  void theQueueIsEmpty() {
    queue = new QueueView(sqs, config.notificationsQueueUrl());
    queue.clear();
  }

  @Test
  void each_customer_of_a_chunk_is_told_once_and_in_the_language_of_the_row() throws IOException {
    String ja = newAddress();
    String en = newAddress();
    ChunkMessage chunk = chunkWith(line(ja, "ja", "山田"), line(en, "en", "Smith"));

    notifyChunk.notify(chunk, inAMinute());
    notifyChunk.notify(chunk, inAMinute());

    assertThat(rows(chunk.batch())).containsExactly("2 ORDERED SENT -", "3 ORDERED SENT -");
    assertThat(Mailbox.mailsTo(ja)).hasSize(1);
    assertThat(Mailbox.mailsTo(ja).getFirst().get("text").asText()).isEqualTo("山田 1,200 ￥120,000");
    assertThat(Mailbox.mailsTo(en)).hasSize(1);
    assertThat(Mailbox.mailsTo(en).getFirst().get("text").asText())
        .isEqualTo("Smith 1,200 ¥120,000");
  }

  @Test
  void more_mails_than_a_request_holds_are_all_sent() throws IOException {
    String address = newAddress();
    OrderLine[] lines =
        IntStream.range(0, 120).mapToObj(i -> line(address, "ja", "山田")).toArray(OrderLine[]::new);
    ChunkMessage chunk = chunkWith(lines);

    notifyChunk.notify(chunk, inAMinute());

    assertThat(Mailbox.mailsTo(address)).hasSize(120);
  }

  @Test
  void a_name_that_looks_like_html_is_shown_and_not_obeyed() throws IOException {
    String address = newAddress();
    ChunkMessage chunk = chunkWith(line(address, "en", "<b>&\"O'Neil\""));

    notifyChunk.notify(chunk, inAMinute());

    assertThat(Mailbox.mailsTo(address).getFirst().get("html").asText())
        .isEqualTo("<p>&lt;b&gt;&amp;&#34;O&#39;Neil&#34;</p>");
    assertThat(Mailbox.mailsTo(address).getFirst().get("text").asText())
        .startsWith("<b>&\"O'Neil\"");
  }

  @Test
  void a_refused_address_fails_its_own_notification_only() throws IOException {
    String address = newAddress();
    ChunkMessage chunk =
        chunkWith(line("reject@simulator.example", "ja", "A"), line(address, "ja", "B"));

    notifyChunk.notify(chunk, inAMinute());

    assertThat(rows(chunk.batch())).containsExactly("2 ORDERED FAILED -", "3 ORDERED SENT -");
    assertThat(
            ledger.query(
                "select n.code from notifications n join orders using (order_id) where n.batch_id = ? order by import_row_number",
                chunk.batchId()))
        .containsExactly("MAIL_REJECTED", "-");
    assertThat(Mailbox.mailsTo(address)).hasSize(1);
  }

  @Test
  void a_mail_that_is_not_taken_now_comes_again_and_its_neighbours_do_not() throws IOException {
    String throttled = "throttle-once@" + UUID.randomUUID() + ".example.com";
    String address = newAddress();
    ChunkMessage chunk = chunkWith(line(throttled, "ja", "A"), line(address, "ja", "B"));

    notifyChunk.notify(chunk, inAMinute());
    assertThat(rows(chunk.batch())).containsExactly("2 ORDERED PENDING -", "3 ORDERED SENT -");
    assertThat(queue.delayed()).isEqualTo(1);
    notifyChunk.notify(chunk, inAMinute());

    assertThat(rows(chunk.batch())).containsExactly("2 ORDERED SENT -", "3 ORDERED SENT -");
    assertThat(Mailbox.mailsTo(throttled)).hasSize(1);
    assertThat(Mailbox.mailsTo(address)).hasSize(1);
  }

  @Test
  void a_mail_whose_request_died_is_sent_again_and_the_ledger_says_so() throws Exception {
    String died = newAddress();
    String waits = newAddress();
    ChunkMessage chunk = chunkWith(line(died, "ja", "A"), line(waits, "en", "B"));
    ClaimedMails claimed = notifications.claim(chunk, Duration.ofMillis(1)).orElseThrow();
    mailResults.begin(List.of(claimed.mails().getFirst().notificationId()));

    ledger.change(
        "update batch_chunks set notification_lease_until = now() where batch_id = ?",
        chunk.batchId());
    notifyChunk.notify(chunk, inAMinute());

    assertThat(rows(chunk.batch())).containsExactly("2 ORDERED SENT -", "3 ORDERED SENT -");
    assertThat(
            ledger.query(
                "select calls from notifications where batch_id = ? order by calls desc",
                chunk.batchId()))
        .containsExactly("2", "1");
  }

  @Test
  void what_cannot_end_in_time_is_not_begun_but_handed_on() throws IOException {
    String address = newAddress();
    ChunkMessage chunk = chunkWith(line(address, "ja", "A"));

    notifyChunk.notify(chunk, Deadline.in(Duration.ofSeconds(3), Clock.systemUTC()));

    assertThat(Mailbox.mailsTo(address)).isEmpty();
    assertThat(queue.delayed()).isEqualTo(1);
  }

  @Test
  void a_chunk_that_another_invocation_holds_is_looked_at_again_later() throws IOException {
    String address = newAddress();
    ChunkMessage chunk = chunkWith(line(address, "ja", "A"));
    notifications.claim(chunk, Duration.ofMinutes(1));

    notifyChunk.notify(chunk, inAMinute());

    assertThat(Mailbox.mailsTo(address)).isEmpty();
    assertThat(queue.delayed()).isEqualTo(1);
  }

  @Test
  void a_message_of_a_paused_batch_is_dropped() throws IOException {
    String address = newAddress();
    ChunkMessage chunk = chunkWith(line(address, "ja", "A"));
    control.pause(chunk.batch());

    notifyChunk.notify(chunk, inAMinute());

    assertThat(Mailbox.mailsTo(address)).isEmpty();
    assertThat(queue.delayed()).isZero();
    assertThat(rows(chunk.batch())).containsExactly("2 ORDERED PENDING -");
  }

  @Test
  void nobody_is_told_of_an_order_that_is_cancelled_with_its_batch() throws IOException {
    String address = newAddress();
    ChunkMessage chunk = chunkWith(line(address, "ja", "A"));
    control.requestCancel(chunk.batch());

    notifyChunk.notify(chunk, inAMinute());

    assertThat(Mailbox.mailsTo(address)).isEmpty();
    assertThat(rows(chunk.batch())).containsExactly("2 CANCELLED SUPPRESSED BATCH_CANCELLED");
    assertThat(batches.find(chunk.batch()).orElseThrow().status()).isEqualTo(BatchStatus.CANCELLED);
  }

  private ChunkMessage chunkWith(OrderLine... lines) {
    ChunkMessage chunk = chunk(given.batchOf(1000, List.of(lines)), 1);
    orders.create(chunk);
    return chunk;
  }

  private static OrderLine line(String email, String language, String name) {
    return new OrderLine(
        UUID.randomUUID().toString(),
        name,
        email,
        "product",
        1200,
        new BigDecimal("100"),
        new Money(new BigDecimal("120000"), Currency.getInstance("JPY")),
        "tok_visa",
        language,
        null,
        null);
  }

  private static String newAddress() {
    return UUID.randomUUID() + "@example.com";
  }

  private static Deadline inAMinute() {
    return Deadline.in(Duration.ofMinutes(1), Clock.systemUTC());
  }
}
