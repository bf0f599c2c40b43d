package bulkorder.importing;

import static bulkorder.importing.OrderFileText.orders;
import static bulkorder.importing.OrderFileText.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.DeclaredTotals;
import bulkorder.ledger.batch.ImportOptions;
import bulkorder.ledger.batch.PaymentMode;
import bulkorder.ledger.batch.Policy;
import bulkorder.ledger.imports.FileWishes;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.messaging.ReportsConfig;
import bulkorder.ledger.order.Orders;
import bulkorder.ledger.testing.Invocation;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.QueueView;
import bulkorder.ledger.testing.Queues;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "orders,reports,announcements"))
class ImportHandlerTest {

  private static final ImportOptions DRY_RUN =
      new ImportOptions(
          FileWishes.NONE,
          Policy.CONTINUE,
          PaymentMode.PER_ORDER,
          true,
          false,
          DeclaredTotals.NONE,
          null,
          null,
          null);

  private static final ImportOptions IN_A_GROUP =
      new ImportOptions(
          FileWishes.NONE,
          Policy.CONTINUE,
          PaymentMode.PER_ORDER,
          false,
          false,
          DeclaredTotals.NONE,
          "group",
          null,
          null);

  @Inject ImportHandler handler;
  @Inject InMemoryFiles files;
  @Inject Ledger ledger;
  @Inject OrdersQueue queue;
  @Inject Batches batches;
  @Inject Orders orders;
  @Inject AgroalDataSource database;
  @Inject ReportsConfig reportsConfig;
  @Inject SqsClient sqs;

  private QueueView reports;

  @BeforeEach
  void the_queue_is_empty() {
    queue.take();
    reports = new QueueView(sqs, reportsConfig.reportsQueueUrl().orElseThrow());
    reports.clear();
  }

  @Test
  void an_accepted_file_becomes_rows_chunks_and_messages() {
    deliver("incoming/demo/注文 november.csv", orders("A", 600));

    String key = "incoming/demo/注文 november.csv";
    assertThat(ledger.batches(key)).containsExactly("PROCESSING");
    assertThat(ledger.rows(key)).containsExactly("QUEUED 600");
    assertThat(ledger.texts("select csv_source from batches where object_key = ?", key))
        .containsExactly("注文 november.csv");
    assertThat(queue.take()).extracting(ChunkMessage::chunk).containsExactlyInAnyOrder(1, 2, 3);
    assertThat(ledger.audit(key)).containsExactly("BATCH_ACCEPTED");
    assertThat(reports.take()).isEmpty();
  }

  @Test
  void bad_rows_do_not_stop_good_ones() {
    String key = "incoming/demo/mixed.csv";
    deliver(key, orders("B", 2) + row("B-3", 1) + "B-4,too,few\n");

    assertThat(ledger.rows(key)).containsExactly("INVALID 2", "QUEUED 2");
    assertThat(firstErrors(key)).containsExactly("4 AMOUNT_BELOW_MINIMUM", "5 FIELD_COUNT");
    assertThat(reports.take()).containsExactly(reportMessage(key));
  }

  @Test
  void a_file_of_bad_rows_alone_ends_at_once() {
    String key = "incoming/demo/bad.csv";
    deliver(key, ReadFile.HEADER + "a,b\n");

    assertThat(ledger.batches(key)).containsExactly("COMPLETED_WITH_ERRORS");
    assertThat(queue.take()).isEmpty();
  }

  @Test
  void a_dry_run_asks_for_its_reports_until_they_are_written() {
    String key = "incoming/demo/dry.csv";
    files.describe(key, Map.of("dry-run", "true"));
    deliver(key, orders("Q", 2));
    handler.handleRequest(Events.created(key), Invocation.withAMinute());

    assertThat(ledger.batches(key)).containsExactly("VALIDATED");
    assertThat(reports.take()).containsExactly(reportMessage(key), reportMessage(key));
  }

  @Test
  void a_file_that_is_refused_for_its_bad_rows_asks_for_its_reports() {
    String key = "incoming/demo/nothing.csv";
    files.describe(key, Map.of("policy", "ALL_OR_NOTHING"));
    deliver(key, orders("S", 2) + row("S-3", 1));

    assertThat(ledger.batches(key)).containsExactly("REJECTED INVALID_ROWS");
    assertThat(reports.take()).containsExactly(reportMessage(key));
  }

  @Test
  void a_redelivered_event_changes_nothing() {
    String key = "incoming/demo/twice.csv";
    deliver(key, orders("C", 3));
    queue.take();
    handler.handleRequest(Events.created(key), Invocation.withAMinute());

    assertThat(ledger.batches(key)).containsExactly("PROCESSING");
    assertThat(ledger.rows(key)).containsExactly("QUEUED 3");
    assertThat(ledger.audit(key)).containsExactly("BATCH_ACCEPTED");
  }

  @Test
  void messages_that_a_crash_kept_back_are_sent_on_redelivery() throws SQLException {
    String key = "incoming/demo/crashed.csv";
    deliver(key, orders("D", 251));
    queue.take();
    ledger.change("update batches set queued_at = null where object_key = ?", key);
    handler.handleRequest(Events.created(key), Invocation.withAMinute());

    assertThat(queue.take()).extracting(ChunkMessage::chunk).containsExactlyInAnyOrder(1, 2);
    assertThat(ledger.rows(key)).containsExactly("QUEUED 251");
  }

  @Test
  void the_same_bytes_are_a_duplicate_of_the_first_file() {
    deliver("incoming/demo/first.csv", orders("E", 3));
    queue.take();
    deliver("incoming/demo/second.csv", orders("E", 3));

    assertThat(ledger.batches("incoming/demo/second.csv"))
        .containsExactly("REJECTED DUPLICATE_FILE");
    assertThat(
            ledger.texts(
                "select rejection_values ->> 'original' from batches where object_key = ?",
                "incoming/demo/second.csv"))
        .containsExactly(ledger.batchId("incoming/demo/first.csv"));
    assertThat(ledger.audit("incoming/demo/second.csv")).containsExactly("BATCH_REJECTED");
    assertThat(queue.take()).isEmpty();
  }

  @Test
  void orders_that_exist_are_duplicates_and_their_references_are_taken() {
    deliver("incoming/demo/ordered.csv", orders("F", 2));
    queue.take().forEach(orders::create);
    deliver(
        "incoming/demo/again.csv",
        ReadFile.HEADER + row("F-1", 500) + row("F-2", 501) + row("F-3", 500));

    assertThat(ledger.rows("incoming/demo/again.csv"))
        .containsExactly("DUPLICATE 1", "INVALID 1", "QUEUED 1");
    assertThat(firstErrors("incoming/demo/again.csv")).containsExactly("3 REFERENCE_TAKEN");
  }

  @Test
  void a_reference_repeated_in_the_file_is_one_order_or_none() {
    String key = "incoming/demo/repeated.csv";
    deliver(
        key,
        ReadFile.HEADER + row("G-1", 500) + row("G-1", 500) + row("G-2", 500) + row("G-2", 501));

    assertThat(ledger.rows(key)).containsExactly("DUPLICATE 1", "INVALID 2", "QUEUED 1");
    assertThat(firstErrors(key)).containsExactly("4 REFERENCE_REPEATED", "5 REFERENCE_REPEATED");
  }

  @Test
  void a_file_for_nobody_is_kept_as_rejected() {
    deliver("incoming/nobody/a.csv", orders("H", 1));
    deliver("incoming/Not A Client/a.csv", orders("H", 1));
    deliver("incoming/a.csv", orders("H", 1));

    for (String key :
        new String[] {"incoming/nobody/a.csv", "incoming/Not A Client/a.csv", "incoming/a.csv"}) {
      assertThat(ledger.batches(key)).containsExactly("REJECTED UNKNOWN_CLIENT");
      assertThat(ledger.audit(key)).containsExactly("BATCH_REJECTED");
    }
  }

  @Test
  void a_disabled_client_imports_nothing() throws SQLException {
    ledger.change(
        "insert into clients (client_id, name, status) values ('gone', 'Gone Ltd', 'DISABLED')");
    deliver("incoming/gone/a.csv", orders("I", 1));

    assertThat(ledger.batches("incoming/gone/a.csv")).containsExactly("REJECTED CLIENT_DISABLED");
  }

  @Test
  void a_file_that_is_gone_is_rejected() {
    handler.handleRequest(Events.created("incoming/demo/gone.csv"), Invocation.withAMinute());
    assertThat(ledger.batches("incoming/demo/gone.csv")).containsExactly("REJECTED FILE_MISSING");
  }

  @Test
  void an_awaited_upload_goes_on_in_its_batch() {
    Batch awaited =
        batches.awaitUpload(
            new ClientId("demo"), "j.csv", IN_A_GROUP, Instant.now().plusSeconds(600));
    String key = awaited.objectKey().orElseThrow();
    deliver(key, orders("J", 1));

    assertThat(ledger.batches(key)).containsExactly("PROCESSING");
    assertThat(ledger.batchId(key)).isEqualTo(awaited.batchId().toString());
  }

  @Test
  void an_upload_that_comes_after_it_was_given_up_goes_on_in_its_batch_as_it_was_asked_for()
      throws SQLException {
    Batch awaited =
        batches.awaitUpload(
            new ClientId("demo"), "late.csv", IN_A_GROUP, Instant.now().minusSeconds(3600));
    String key = awaited.objectKey().orElseThrow();
    ledger.change(
        "update batches set status = 'UPLOAD_EXPIRED', ended_at = now() where object_key = ?", key);

    deliver(key, orders("LATE", 1));

    assertThat(ledger.batches(key)).containsExactly("PROCESSING");
    assertThat(ledger.batchId(key)).isEqualTo(awaited.batchId().toString());
    assertThat(ledger.texts("select bulk_import_group from batches where object_key = ?", key))
        .containsExactly("group");
  }

  @Test
  void a_link_that_is_used_again_makes_nothing_run_that_was_to_be_checked_first()
      throws SQLException {
    Batch awaited =
        batches.awaitUpload(
            new ClientId("demo"), "dry.csv", DRY_RUN, Instant.now().plusSeconds(600));
    String key = awaited.objectKey().orElseThrow();
    deliver(key, orders("TWICE", 1));
    ledger.change(
        "update batches set object_version = 'the first version' where object_key = ?", key);
    deliver(key, orders("TWICE", 2));

    assertThat(ledger.batches(key))
        .containsExactlyInAnyOrder("VALIDATED", "REJECTED UPLOADED_TWICE");
    assertThat(
            ledger.texts(
                "select rejection_values ->> 'original' from batches where object_key = ? and status = 'REJECTED'",
                key))
        .containsExactly(awaited.batchId().toString());
  }

  @Test
  void a_folder_that_looks_like_a_batch_is_part_of_the_name() {
    String key = "incoming/demo/%s/k.csv".formatted(new UUID(1, 2));
    deliver(key, orders("K", 1));

    assertThat(ledger.texts("select csv_source from batches where object_key = ?", key))
        .containsExactly(new UUID(1, 2) + "/k.csv");
  }

  @Test
  void other_keys_and_folders_are_no_files() {
    deliver("reports/demo/a.csv", orders("L", 1));
    deliver("incoming/demo/folder/", "");

    assertThat(ledger.batches("reports/demo/a.csv")).isEmpty();
    assertThat(ledger.batches("incoming/demo/folder/")).isEmpty();
  }

  @Test
  void an_import_that_another_invocation_holds_comes_again() throws SQLException {
    String key = "incoming/demo/held.csv";
    handler.handleRequest(Events.created("incoming/demo/held.csv"), Invocation.withAMinute());
    ledger.change(
        """
        update batches set status = 'IMPORTING', rejection_code = null, ended_at = null where object_key = ?
        """,
        key);
    files.put(key, orders("N", 1));
    try (var connection = database.getConnection();
        var lock = connection.prepareStatement("select pg_advisory_lock(hashtextextended(?, 1))")) {
      lock.setString(1, ledger.batchId(key));
      lock.execute();
      assertThatThrownBy(() -> handler.handleRequest(Events.created(key), Invocation.withAMinute()))
          .hasMessageContaining("is being imported by another invocation");
      connection.createStatement().execute("select pg_advisory_unlock_all()");
    }
    handler.handleRequest(Events.created(key), Invocation.withAMinute());
    assertThat(ledger.rows(key)).containsExactly("QUEUED 1");
  }

  private String reportMessage(String key) {
    return "{\"batchId\":\"%s\"}".formatted(ledger.batchId(key));
  }

  private void deliver(String key, String text) {
    files.put(key, text);
    handler.handleRequest(Events.created(key), Invocation.withAMinute());
  }

  private List<String> firstErrors(String key) {
    return ledger.texts(
        """
        select r.row_number || ' ' || (r.errors -> 0 ->> 'code') from batch_rows r join batches b using (batch_id)
        where b.object_key = ? and r.status = 'INVALID' order by 1
        """,
        key);
  }
}
