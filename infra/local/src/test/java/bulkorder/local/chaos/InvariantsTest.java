package bulkorder.local.chaos;

import static java.util.Comparator.comparingInt;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.standins.PostgresServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ledger in which all is well, with one thing made wrong in each test. */
class InvariantsTest {
  private static final Path MIGRATIONS = Path.of("../schema/src/main/resources/db/migration");
  private static final String BATCH = "019a0000-0000-7000-8000-000000000001";
  private static final String KEY = "incoming/demo/chaos-1-1.csv";
  private static final String ALL_IS_WELL =
      """
      create table batch_chunks_all partition of batch_chunks for values from (minvalue) to (maxvalue);
      create table batch_rows_all partition of batch_rows for values from (minvalue) to (maxvalue);
      insert into clients (client_id, name) values ('demo', 'Demo');
      insert into batches (batch_id, client_id, status, csv_source, object_key, created_at, accepted_at, ended_at)
        values ('%1$s', 'demo', 'COMPLETED_WITH_ERRORS', 'x.csv', '%2$s', now(), now(), now());
      insert into batch_chunks (batch_id, chunk_no, run_no, client_id, first_row, last_row, rows, invalid, paid,
          notifications_sent, open_rows)
        values ('%1$s', 1, 1, 'demo', 2, 4, 3, 1, 2, 2, 0);
      insert into orders (order_id, client_id, order_reference, batch_id, status, product_code, quantity, unit_price,
          amount, currency, payment_method, language, content_digest, personal)
        overriding system value
        select id, 'demo', 'CH-1-1-' || id, '%1$s', 'PAID', 'P', 1, 500, 500, 'JPY', 'tok', 'ja', '\\x00', '\\x00'
        from generate_series(1, 2) id;
      insert into batch_rows (batch_id, row_number, chunk_no, client_id, status, notification_status, order_reference,
          product_code, quantity, unit_price, amount, currency, payment_method, language, content_digest, order_id, personal)
        select '%1$s', order_id + 1, 1, 'demo', 'PAID', 'SENT', order_reference, 'P', 1, 500, 500, 'JPY', 'tok', 'ja',
          '\\x00', order_id, '\\x00'
        from orders;
      insert into batch_rows (batch_id, row_number, chunk_no, client_id, status, errors)
        values ('%1$s', 4, 1, 'demo', 'INVALID', '[]');
      insert into payments (payment_id, client_id, batch_id, idempotency_key, amount, currency, payment_method, status,
          provider_reference, ended_at)
        overriding system value
        select order_id, 'demo', '%1$s', 'key-' || order_id, 500, 'JPY', 'tok', 'CAPTURED', 'pay_' || order_id, now()
        from orders;
      insert into payment_orders (payment_id, order_id, attempt, amount) select order_id, order_id, 1, 500 from orders;
      insert into notifications (notification_id, client_id, order_id, kind, language, status, provider_message_id, calls,
          ended_at)
        overriding system value
        select order_id, 'demo', order_id, 'ORDER_CONFIRMED', 'ja', 'SENT', 'mail-' || order_id, 1, now() from orders;
      """
          .formatted(BATCH, KEY);

  private static PostgresServer postgres;

  private final List<OrderFile> files = new ArrayList<>(List.of(file(3, 1, 0)));
  private final List<Charge> charges =
      new ArrayList<>(List.of(captured("pay_1", "key-1", 1), captured("pay_2", "key-2", 2)));
  private final List<SeenMail> mails =
      new ArrayList<>(
          List.of(new SeenMail("mail-1", "CH-1-1-1", 1L), new SeenMail("mail-2", "CH-1-1-2", 2L)));
  private long messages;
  private Connection ledger;

  private static int version(Path script) {
    String name = script.getFileName().toString();
    return Integer.parseInt(name.substring(1, name.indexOf("__")));
  }

  @BeforeAll
  static void startServer() throws IOException, SQLException {
    postgres = PostgresServer.startTemporary();
    try (var connection = connection();
        var scripts = Files.list(MIGRATIONS)) {
      for (var script : scripts.sorted(comparingInt(InvariantsTest::version)).toList()) {
        execute(connection, Files.readString(script));
      }
      execute(connection, ALL_IS_WELL);
    }
  }

  @AfterAll
  static void stopServer() {
    postgres.close();
  }

  @BeforeEach
  void begin() throws SQLException {
    ledger = connection();
    ledger.setAutoCommit(false);
  }

  @AfterEach
  void forget() throws SQLException {
    ledger.rollback();
    ledger.close();
  }

  @Test
  void where_all_is_well_everything_holds() throws SQLException {
    assertThat(violations()).isEmpty();
  }

  @Test
  void a_lost_row() throws SQLException {
    plant("delete from batch_rows where row_number = 4");

    assertThat(violations())
        .contains("rows: File %s has 3 rows, and batch %s has 2.".formatted(KEY, BATCH));
  }

  @Test
  void a_file_that_nobody_took() throws SQLException {
    files.add(new OrderFile("demo", "incoming/demo/lost.csv", "", 1, 0, 0));

    assertThat(violations())
        .containsExactly("rows: File incoming/demo/lost.csv made 0 batches, not one.");
  }

  @Test
  void a_good_row_that_counts_as_bad() throws SQLException {
    plant(
        "update batch_rows set status = 'DUPLICATE' where row_number = 2",
        "update batch_chunks set paid = 1, duplicate = 1");

    assertThat(violations())
        .contains(
            "rows: File %s has 1 bad and 0 repeated rows, and batch %s has 1 and 1."
                .formatted(KEY, BATCH));
  }

  @Test
  void a_row_without_an_end() throws SQLException {
    plant("update batch_rows set status = 'PAYMENT_UNKNOWN' where row_number = 2");

    assertThat(violations())
        .contains("rows: Row 2 of batch %s is PAYMENT_UNKNOWN, which is no end.".formatted(BATCH));
  }

  @Test
  void a_row_whose_mail_is_still_to_come() throws SQLException {
    plant("update batch_rows set notification_status = 'PENDING' where row_number = 3");

    assertThat(violations())
        .contains("rows: Row 3 of batch %s waits for its mail.".formatted(BATCH));
  }

  @Test
  void counts_that_have_drifted() throws SQLException {
    plant("update batch_chunks set paid = 1, failed = 1");

    assertThat(violations())
        .containsExactly(
            "rows: Chunk 1 of batch %s says that it has 1 paid and 0 open rows; it has 2 and 0."
                .formatted(BATCH));
  }

  @Test
  void a_batch_without_an_end() throws SQLException {
    plant("update batches set status = 'PROCESSING', ended_at = null");

    assertThat(violations())
        .containsExactly("batches: Batch %s of file %s is PROCESSING.".formatted(BATCH, KEY));
  }

  @Test
  void an_order_that_is_there_twice() throws SQLException {
    plant("drop index orders_reference", "update orders set order_reference = 'CH-1-1-1'");

    assertThat(violations()).contains("orders: Client demo has order CH-1-1-1 2 times: 1, 2.");
  }

  @Test
  void an_order_of_two_rows() throws SQLException {
    plant("update batch_rows set order_id = 1 where row_number = 3");

    assertThat(violations())
        .contains(
            "orders: Order 1 belongs to 2 rows: row 2 of batch %1$s, row 3 of batch %1$s."
                .formatted(BATCH),
            "orders: Order 2 (CH-1-1-2) belongs to no row.");
  }

  @Test
  void a_row_whose_order_does_not_exist() throws SQLException {
    plant("update batch_rows set order_id = 77 where row_number = 3");

    assertThat(violations())
        .contains(
            "orders: Row 3 of batch %s is PAID, and its order 77 does not exist.".formatted(BATCH),
            "charges: Row 3 of batch %s is PAID, and its order 77 is not there.".formatted(BATCH));
  }

  @Test
  void an_order_that_is_charged_twice() throws SQLException {
    charges.add(captured("pay_3", "key-3", 1));

    assertThat(violations())
        .containsExactly(
            "charges: The provider has charged order 1 2 times: pay_1, pay_3.",
            "money: The provider captured 1500 JPY, the ledger says 1000 JPY.",
            "money: The provider captured 500 JPY as pay_3, of which the ledger knows no payment.");
  }

  @Test
  void a_charge_without_its_order() throws SQLException {
    charges.add(captured("pay_3", "key-3", 99));

    assertThat(violations())
        .contains("charges: The provider has charged order 99, which does not exist (pay_3).");
  }

  @Test
  void a_charge_of_an_order_that_is_cancelled() throws SQLException {
    plant("update orders set status = 'CANCELLED' where order_id = 2");

    assertThat(violations())
        .contains(
            "charges: The provider has charged order 2 (pay_2), which is CANCELLED.",
            "charges: Row 3 of batch %s is PAID, and its order 2 is CANCELLED.".formatted(BATCH));
  }

  @Test
  void a_paid_order_without_a_payment() throws SQLException {
    plant(
        "update payments set status = 'UNKNOWN', ended_at = null, unknown_since = now() where payment_id = 2");

    assertThat(violations())
        .containsExactly(
            "charges: Order 2 is PAID, and no captured payment covers it.",
            "money: The provider captured 1000 JPY, the ledger says 500 JPY.",
            "money: The provider captured 500 JPY as pay_2, and the ledger's payment 2 says 500 JPY and is UNKNOWN.");
  }

  @Test
  void a_payment_of_which_the_provider_knows_nothing() throws SQLException {
    charges.removeLast();

    assertThat(violations())
        .containsExactly(
            "money: The provider captured 500 JPY, the ledger says 1000 JPY.",
            "money: Payment 2 of 500 JPY is CAPTURED in the ledger, and the provider has not captured it.");
  }

  @Test
  void a_yen_too_much() throws SQLException {
    charges.set(
        0, new Charge("pay_1", "key-1", List.of(1L), BigDecimal.valueOf(501), "JPY", "captured"));

    assertThat(violations())
        .containsExactly(
            "money: The provider captured 1001 JPY, the ledger says 1000 JPY.",
            "money: The provider captured 501 JPY as pay_1, and the ledger's payment 1 says 500 JPY and is CAPTURED.");
  }

  @Test
  void a_mail_without_its_order() throws SQLException {
    mails.add(new SeenMail("mail-9", "CH-1-1-9", null));
    mails.add(new SeenMail("mail-10", null, null));

    assertThat(violations())
        .containsExactly(
            "mails: Mail mail-10 tells of order no name, which does not exist.",
            "mails: Mail mail-9 tells of order CH-1-1-9, which does not exist.");
  }

  @Test
  void a_mail_that_counts_as_sent_and_was_not() throws SQLException {
    mails.removeFirst();

    assertThat(violations())
        .containsExactly(
            "mails: The mail of order 1 counts as sent (mail-1), and the mailbox does not have it.");
  }

  @Test
  void a_mail_that_was_sent_twice_is_no_violation_if_the_ledger_says_so() throws SQLException {
    mails.add(new SeenMail("mail-3", "CH-1-1-1", 1L));
    plant("update notifications set calls = 2 where notification_id = 1");

    assertThat(violations()).isEmpty();
  }

  @Test
  void a_mail_that_was_sent_more_often_than_the_ledger_says() throws SQLException {
    mails.add(new SeenMail("mail-3", "CH-1-1-1", 1L));

    assertThat(violations())
        .containsExactly(
            "mails: Mail 1 was sent 2 times, and the ledger counts 1 requests with it.");
  }

  @Test
  void a_dead_letter_whose_chunk_goes_on() throws SQLException {
    plant(
        "update batch_chunks set open_rows = 1",
        "insert into dead_letters (dead_letter_id, queue, message_id, batch_id, chunk_no, body) overriding system value "
            + "values (5, 'PaymentsDeadLetterQueue', 'm', '%s', 1, '{}')".formatted(BATCH));

    assertThat(violations())
        .contains(
            "deadLetters: Dead letter 5 of PaymentsDeadLetterQueue points to chunk 1 of batch %s, which has 1 open rows."
                .formatted(BATCH));
  }

  @Test
  void a_failed_row_without_a_reason_or_a_dead_letter() throws SQLException {
    plant("update batch_rows set status = 'FAILED' where row_number = 2");
    assertThat(violations())
        .contains(
            "deadLetters: Row 2 of batch %s is FAILED, and no code says why.".formatted(BATCH));

    plant("update batch_rows set code = 'PAYMENT_NOT_SENT' where row_number = 2");
    assertThat(violations())
        .contains(
            "deadLetters: Row 2 of batch %s is FAILED (PAYMENT_NOT_SENT), and no dead letter points to its chunk."
                .formatted(BATCH));
  }

  @Test
  void an_import_that_was_given_up_without_a_dead_letter() throws SQLException {
    plant("update batches set status = 'REJECTED', rejection_code = 'IMPORT_FAILED'");

    assertThat(violations())
        .contains(
            "deadLetters: Batch %s of file %s was given up, and no dead letter tells of it."
                .formatted(BATCH, KEY));
  }

  @Test
  void a_message_that_nobody_took() throws SQLException {
    messages = 2;

    assertThat(violations()).containsExactly("queues: Queue OrdersQueue holds 2 messages.");
  }

  private List<String> violations() throws SQLException {
    plant(
        "drop table if exists seen_files, seen_charges, seen_charged_orders, seen_mails, seen_queues");
    var evidence = Evidence.of(ledger);
    evidence.files(files);
    evidence.charges(charges);
    evidence.mails(mails);
    evidence.queues(Map.of("OrdersQueue", messages, "PaymentsQueue", 0L));
    List<String> sentences = new ArrayList<>();
    for (var invariant : Invariants.ALL) {
      evidence
          .violationsOf(invariant)
          .forEach(sentence -> sentences.add(invariant.key() + ": " + sentence));
    }
    return sentences;
  }

  private void plant(String... statements) throws SQLException {
    for (var statement : statements) {
      execute(ledger, statement);
    }
  }

  private static OrderFile file(int rows, int invalid, int duplicates) {
    return new OrderFile("demo", KEY, "", rows, invalid, duplicates);
  }

  private static Charge captured(String id, String key, long order) {
    return new Charge(id, key, List.of(order), BigDecimal.valueOf(500), "JPY", "captured");
  }

  private static Connection connection() throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
