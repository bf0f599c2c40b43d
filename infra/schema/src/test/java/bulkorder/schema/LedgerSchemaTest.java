package bulkorder.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.schema.SchemaRequest.NewClient;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(EmptyDatabase.class)
class LedgerSchemaTest {

  @Inject LedgerSchema schema;
  @Inject AgroalDataSource dataSource;

  @BeforeEach
  void anEmptyLedger() throws SQLException {
    schema.migrate();
    execute(
        """
        truncate erasures, erasure_batches, announcements, clients, client_payment_limits, batches, batch_runs, batch_reports, batch_chunks, batch_rows, orders, payments,
          payment_orders, notifications, dead_letters restart identity
        """);
  }

  @Test
  void done_again_it_changes_nothing() throws SQLException {
    var clients = List.of(new NewClient("demo", "Demo KK", null, null));
    assertThat(schema.keepReady(clients)).isEqualTo(new SchemaAnswer("20", 0, 0, 1, 0));

    assertThat(schema.keepReady(clients)).isEqualTo(new SchemaAnswer("20", 0, 0, 0, 0));
    assertThat(schema.migrate()).isEqualTo(new SchemaAnswer("20", 0, 0, 0, 0));
  }

  @Test
  void a_client_has_the_limits_that_everyone_begins_with() throws SQLException {
    schema.keepReady(
        List.of(
            new NewClient("demo", "Demo KK", null, null),
            new NewClient("acme", "Acme Ltd", "en", 1000)));

    assertThat(
            number(
                """
                select count(*) from clients c join client_payment_limits l using (client_id)
                where (client_id, language, requests_per_second, rows_max, currency, amount_min, amount_max) in (
                  ('demo', 'ja', 50, 1000000, 'JPY', 100, 1000000), ('acme', 'en', 1000, 1000000, 'JPY', 100, 1000000))
                """))
        .isEqualTo(2);
  }

  @Test
  void a_scheduled_event_asks_for_no_client_and_no_migration() throws JsonProcessingException {
    var request = new ObjectMapper().readValue("{}", SchemaRequest.class);

    assertThat(request.clients()).isEmpty();
    assertThat(request.migration()).isEmpty();
  }

  @Test
  void a_client_without_a_proper_id_is_refused() {
    var clients = List.of(new NewClient("No Id", "Demo KK", null, null));

    assertThatThrownBy(() -> schema.keepReady(clients)).isInstanceOf(SQLException.class);
  }

  @Test
  void rows_of_this_month_and_of_the_months_ahead_have_a_place() throws SQLException {
    for (int month = 0; month <= 3; month++) {
      execute(
          """
          insert into batch_rows (batch_id, row_number, chunk_no, client_id, status, errors)
          values (uuid_v7_floor(now() + interval '%d months'), 2, 1, 'demo', 'INVALID', '[]')
          """
              .formatted(month));
    }
    assertThat(number("select count(*) from batch_rows")).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01 00:00:00+00, 019b76da-a800-0000-0000-000000000000",
    "1970-01-01 00:00:01+00, 00000000-03e8-0000-0000-000000000000"
  })
  void a_time_bounds_the_ids_made_since(String time, String floor) throws SQLException {
    assertThat(number("select count(*) where uuid_v7_floor('%s') = '%s'".formatted(time, floor)))
        .isEqualTo(1);
  }

  @Test
  void one_reference_has_one_live_order_in_a_client() throws SQLException {
    execute(order("demo", "A-1", "PENDING", 100));
    execute(order("acme", "A-1", "PENDING", 100));

    assertThatThrownBy(() -> execute(order("demo", "A-1", "PENDING", 100)))
        .hasMessageContaining("orders_reference");

    execute("update orders set status = 'CANCELLED' where client_id = 'demo'");
    execute(order("demo", "A-1", "PENDING", 100));
  }

  @Test
  void one_order_has_one_live_payment() throws SQLException {
    execute(order("demo", "A-1", "PENDING", 100));
    execute(payment("key-1") + ";" + payment("key-2"));
    execute(
        "insert into payment_orders (payment_id, order_id, attempt, amount) values (1, 1, 1, 100)");
    String second =
        "insert into payment_orders (payment_id, order_id, attempt, amount) values (2, 1, 2, 100)";

    assertThatThrownBy(() -> execute(second)).hasMessageContaining("payment_orders_live");

    execute("update payment_orders set live = false");
    execute(second);
  }

  @Test
  void an_order_has_one_mail_of_each_kind_and_an_operator_one_of_each_end() throws SQLException {
    execute(order("demo", "A-1", "PENDING", 100));
    execute(mail("ORDER_CONFIRMED"));
    execute(mail("PAYMENT_FAILED"));
    assertThatThrownBy(() -> execute(mail("ORDER_CONFIRMED")))
        .hasMessageContaining("notifications_order_id_kind");

    execute(FINISHED);
    assertThatThrownBy(() -> execute(FINISHED)).hasMessageContaining("notifications_of_end");
    assertThatThrownBy(() -> execute(mail("BATCH_FINISHED"))).hasMessageContaining("check");
  }

  @Test
  void a_kind_that_does_not_exist_is_not_wanted() {
    assertThatThrownBy(
            () ->
                execute(
                    "insert into clients (client_id, name, notification_kinds) values ('demo', 'Demo', '[\"SMS\"]')"))
        .hasMessageContaining("notification_kinds");
  }

  @Test
  void the_end_of_a_run_is_told_once_on_each_channel_and_a_pause_each_time() throws SQLException {
    execute("insert into clients (client_id, name) values ('demo', 'Demo')");
    execute(batch("'PROCESSING'", "'demo'", "null"));
    execute(announcement("BATCH_PAUSED", "WEBHOOK"));
    execute(announcement("BATCH_PAUSED", "WEBHOOK"));
    execute(announcement("BATCH_COMPLETED", "WEBHOOK"));
    execute(announcement("BATCH_COMPLETED", "MAIL"));

    assertThatThrownBy(() -> execute(announcement("BATCH_COMPLETED", "MAIL")))
        .hasMessageContaining("announcements_once");
  }

  private static final String FINISHED =
      """
      insert into notifications (client_id, batch_id, run_no, recipient, kind, language, personal)
      values ('demo', '019a0000-0000-7000-8000-000000000001', 1, 1, 'BATCH_FINISHED', 'ja', '\\x01')
      """;

  private static String mail(String kind) {
    return "insert into notifications (client_id, order_id, kind, language) values ('demo', 1, '%s', 'ja')"
        .formatted(kind);
  }

  private static String announcement(String event, String channel) {
    return """
    insert into announcements (client_id, batch_id, run_no, event, channel, payload, due_at, created_at)
    select 'demo', batch_id, 1, '%s', '%s', '{}', now(), now() from batches
    """
        .formatted(event, channel);
  }

  @Test
  void a_key_belongs_to_one_payment() throws SQLException {
    execute(payment("key-1"));

    assertThatThrownBy(() -> execute(payment("key-1"))).hasMessageContaining("idempotency_key");
  }

  @Test
  void money_is_positive() {
    assertThatThrownBy(() -> execute(order("demo", "A-1", "PENDING", 0)))
        .hasMessageContaining("amount");
    assertThatThrownBy(() -> execute(order("demo", "A-1", "PENDING", -1)))
        .hasMessageContaining("amount");
  }

  @Test
  void states_are_those_of_the_vocabulary() {
    assertThatThrownBy(() -> execute(order("demo", "A-1", "DONE", 100)))
        .hasMessageContaining("status");
    assertThatThrownBy(() -> execute(batch("'DONE'", "'demo'", "null")))
        .hasMessageContaining("status");
  }

  @Test
  void a_rejected_batch_says_why_and_only_it_may_be_nobodys() throws SQLException {
    assertThatThrownBy(() -> execute(batch("'REJECTED'", "null", "null")))
        .hasMessageContaining("check");
    assertThatThrownBy(() -> execute(batch("'IMPORTING'", "null", "null")))
        .hasMessageContaining("check");

    execute(batch("'REJECTED'", "null", "'UNKNOWN_CLIENT'"));
  }

  @Test
  void a_good_row_is_complete_and_its_amount_is_quantity_times_price() {
    assertThatThrownBy(() -> execute(row(2, 100, "100"))).hasMessageContaining("check");
    assertThatThrownBy(() -> execute(row(2, 100, "null"))).hasMessageContaining("check");
  }

  @Test
  void a_chunk_counts_each_of_its_rows_once() throws SQLException {
    schema.keepReady(List.of(new NewClient("demo", "Demo KK", null, null)));
    execute(batch("'PROCESSING'", "'demo'", "null"));

    assertThatThrownBy(
            () ->
                execute(
                    """
                    insert into batch_chunks (batch_id, chunk_no, run_no, client_id, first_row, last_row, rows, queued, paid,
                      open_rows)
                    select batch_id, 1, 1, 'demo', 2, 11, 10, 5, 4, 5 from batches
                    """))
        .hasMessageContaining("check");
  }

  @Test
  void audit_events_are_only_ever_added() throws SQLException {
    execute("insert into audit_events (actor, action, subject) values ('a', 'b', 'c')");
    String month =
        "audit_events_"
            + YearMonth.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyyMM"));

    for (String change :
        List.of(
            "update audit_events set actor = 'x'",
            "delete from audit_events",
            "truncate audit_events",
            "update %s set actor = 'x'".formatted(month),
            "delete from " + month,
            "truncate " + month,
            "update audit_blocks set events = 1",
            "delete from audit_blocks",
            "truncate audit_blocks cascade",
            "delete from audit_archives")) {
      assertThatThrownBy(() -> execute(change)).hasMessageContaining("append-only");
    }
  }

  @Test
  void details_of_an_audit_event_are_texts() {
    assertThatThrownBy(
            () ->
                execute(
                    "insert into audit_events (actor, action, subject, details) values ('a', 'b', 'c', '{\"n\": 1}')"))
        .hasMessageContaining("details");
  }

  private static String order(String client, String reference, String status, int amount) {
    return """
    insert into orders (client_id, order_reference, status, personal, product_code, quantity, unit_price, amount,
      currency, payment_method, language, content_digest)
    values ('%s', '%s', '%s', '\\x01', 'p', 1, 100, %d, 'JPY', 'tok', 'ja', '\\x00')
    """
        .formatted(client, reference, status, amount);
  }

  private static String payment(String key) {
    return """
    insert into payments (client_id, idempotency_key, amount, currency, payment_method) values ('demo', '%s', 100, 'JPY', 'tok')
    """
        .formatted(key);
  }

  private static String batch(String status, String client, String rejection) {
    return """
    insert into batches (batch_id, client_id, status, csv_source, rejection_code, created_at, ended_at)
    values (uuid_v7_floor(now()), %s, %s, 'a.csv', %s, now(), case when %3$s is null then null else now() end)
    """
        .formatted(client, status, rejection);
  }

  private static String row(int quantity, int unitPrice, String amount) {
    return """
    insert into batch_rows (batch_id, row_number, chunk_no, client_id, status, order_reference, personal, product_code,
      quantity, unit_price, amount, currency, payment_method, language, content_digest)
    values (uuid_v7_floor(now()), 2, 1, 'demo', 'QUEUED', 'r', '\\x01', 'p', %d, %d, %s, 'JPY', 'tok', 'ja', '\\x00')
    """
        .formatted(quantity, unitPrice, amount);
  }

  private void execute(String sql) throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private int number(String sql) throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      result.next();
      return result.getInt(1);
    }
  }
}
