package bulkorder.ledger.announcement;

import static bulkorder.ledger.testing.GivenBatches.DEMO;
import static bulkorder.ledger.testing.GivenBatches.chunk;
import static bulkorder.ledger.testing.GivenBatches.newSha256;
import static bulkorder.ledger.testing.GivenBatches.order;
import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.NotificationKind;
import bulkorder.ledger.Rejection;
import bulkorder.ledger.RejectionCode;
import bulkorder.ledger.RowError;
import bulkorder.ledger.RowErrorCode;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.batch.BatchControl;
import bulkorder.ledger.batch.DeclaredTotals;
import bulkorder.ledger.batch.ImportOptions;
import bulkorder.ledger.batch.PauseReason;
import bulkorder.ledger.batch.PaymentMode;
import bulkorder.ledger.batch.Policy;
import bulkorder.ledger.imports.Approvals;
import bulkorder.ledger.imports.FileWishes;
import bulkorder.ledger.imports.ImportLedger.Outcome.Corrected;
import bulkorder.ledger.imports.ImportLedger.Outcome.RejectedWithRows;
import bulkorder.ledger.imports.ImportLedger.Outcome.Validated;
import bulkorder.ledger.imports.ImportedRow;
import bulkorder.ledger.imports.ImportedRow.Bad;
import bulkorder.ledger.imports.ImportedRow.Good;
import bulkorder.ledger.imports.RowSource.Reading.Complete;
import bulkorder.ledger.messaging.ChunkMessage;
import bulkorder.ledger.recovery.Cancellations;
import bulkorder.ledger.recovery.Retries;
import bulkorder.ledger.recovery.RowChoice;
import bulkorder.ledger.report.ReportKind;
import bulkorder.ledger.report.Reports;
import bulkorder.ledger.report.WrittenReport;
import bulkorder.ledger.testing.GivenBatches;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@QuarkusTest
class AnnouncementsTest extends LedgerTest {

  private static final List<String> EVERYBODY =
      List.of("BATCH_COMPLETED WEBHOOK", "BATCH_COMPLETED MAIL");

  @Inject ClientNotifications clients;
  @Inject AnnouncementOutbox outbox;
  @Inject Approvals approvals;
  @Inject BatchControl control;
  @Inject Cancellations cancellations;
  @Inject Reports reports;
  @Inject Retries retries;
  @Inject ObjectMapper json;

  @BeforeEach
  void theClientWantsToKnow() {
    want(List.of("a@example.com"), "https://example.com/hook");
  }

  @AfterEach
  void theClientWantsNothingAnyMore() {
    want(List.of(), null);
  }

  @Test
  void that_rows_may_run_is_told_to_the_clients_system_alone() throws IOException {
    BatchId batchId = given.batchOfRows(options(false, "spring", null), 9, goodRows(1));

    assertThat(told(batchId)).containsExactly("BATCH_ACCEPTED WEBHOOK");
    assertThat(payload(batchId)).isEqualTo(golden("batch-accepted.json"));
    assertThat(outbox.unsent(batchId))
        .singleElement()
        .satisfies(due -> assertThat(due.clientId()).isEqualTo(DEMO));
  }

  @Test
  void nothing_is_written_for_a_client_that_wants_nothing() {
    want(List.of(), null);
    assertThat(told(given.batchOfNewOrders(1))).isEmpty();
  }

  @Test
  void of_a_dry_run_it_is_told_when_it_is_approved() {
    Batch batch = given.batchBeingImported(options(true, null, null));
    assertThat(imported(batch, goodRows(1), null)).isEqualTo(new Validated(1));
    assertThat(told(batch.batchId())).isEmpty();

    approvals.approve(batch.batchId(), "test");

    assertThat(told(batch.batchId())).containsExactly("BATCH_ACCEPTED WEBHOOK");
  }

  @Test
  void a_correction_is_told_as_a_further_run_of_the_batch_that_it_corrects() {
    BatchId parent = endedBadly(1);
    reports.showWritten(
        found(parent), List.of(new WrittenReport(ReportKind.RESULTS, "reports/r.csv", 1)));
    Batch correction = given.batchBeingImported();

    assertThat(imported(correction, goodRows(1), parent)).isEqualTo(new Corrected(parent, 1));

    assertThat(told(correction.batchId())).isEmpty();
    assertThat(
            ledger.query(
                "select run_no, event from announcements where batch_id = ? order by announcement_id",
                parent.value()))
        .containsExactly(
            "1 BATCH_ACCEPTED", "1 BATCH_COMPLETED", "1 BATCH_COMPLETED", "2 BATCH_ACCEPTED");
  }

  @Test
  void the_end_of_a_run_is_told_even_if_the_next_begins_before_its_reports_are_written() {
    BatchId batchId = endedBadly(1);

    retries.retry(batchId, RowChoice.ALL, "test");
    reports.showWritten(found(batchId), List.of());

    assertThat(
            ledger.query(
                """
                select run_no, event, payload->'data'->>'status' from announcements
                where batch_id = ? and channel = 'WEBHOOK' order by announcement_id
                """,
                batchId.value()))
        .containsExactly("1 BATCH_ACCEPTED PROCESSING", "1 BATCH_COMPLETED COMPLETED_WITH_ERRORS");
    end(batchId, 1, 2);
    reports.showWritten(found(batchId), List.of());
    assertThat(told(batchId))
        .filteredOn(EVERYBODY::contains)
        .containsExactly(
            "BATCH_COMPLETED WEBHOOK",
            "BATCH_COMPLETED MAIL",
            "BATCH_COMPLETED WEBHOOK",
            "BATCH_COMPLETED MAIL");
  }

  @Test
  void a_file_that_is_nothing_because_it_was_to_be_all_is_told_with_its_sentence()
      throws IOException {
    var options =
        new ImportOptions(
            FileWishes.NONE,
            Policy.ALL_OR_NOTHING,
            PaymentMode.PER_ORDER,
            false,
            false,
            DeclaredTotals.NONE,
            null,
            null,
            "en");
    Batch batch = given.batchBeingImported(options);
    var bad =
        new Bad(3, List.of(), List.of(new RowError("note", RowErrorCode.TOO_LONG, "x")), null);

    assertThat(imported(batch, List.of(goodRows(1).getFirst(), bad), null))
        .isInstanceOf(RejectedWithRows.class);
    reports.showWritten(found(batch.batchId()), List.of());

    assertThat(told(batch.batchId())).containsExactly("BATCH_REJECTED WEBHOOK");
    assertThat(payload(batch.batchId())).isEqualTo(golden("batch-rejected.json"));
  }

  @Test
  void an_import_that_was_given_up_is_told_once_in_the_clients_language() {
    BatchId batchId = given.batchBeingImported().batchId();
    var failed = new Rejection(RejectionCode.IMPORT_FAILED, Map.of());

    importLedger.giveUp(batchId, DEMO, failed);
    importLedger.giveUp(batchId, DEMO, failed);

    assertThat(told(batchId)).containsExactly("BATCH_REJECTED WEBHOOK");
    assertThat(payload(batchId).at("/data/detail").asText()).startsWith("システムの障害により");
  }

  @Test
  void each_pause_is_told_and_a_pause_that_changes_nothing_is_not() throws IOException {
    BatchId batchId = given.batchOfNewOrders(1);

    control.pause(batchId);
    control.pause(batchId);
    control.waitFor(batchId, PauseReason.PROVIDER_DOWN);
    assertThat(payload(batchId)).isEqualTo(golden("batch-paused.json"));
    control.resume(batchId);
    control.pause(batchId);

    assertThat(told(batchId))
        .containsExactly("BATCH_ACCEPTED WEBHOOK", "BATCH_PAUSED WEBHOOK", "BATCH_PAUSED WEBHOOK");
  }

  @ParameterizedTest
  @EnumSource(value = PauseReason.class, names = "PERSON", mode = Mode.EXCLUDE)
  void a_batch_that_waits_for_a_machine_says_for_what(PauseReason reason) {
    BatchId batchId = given.batchOfNewOrders(1);

    control.waitFor(batchId, reason);
    control.waitFor(batchId, reason);

    assertThat(told(batchId)).containsExactly("BATCH_ACCEPTED WEBHOOK", "BATCH_PAUSED WEBHOOK");
    assertThat(payload(batchId).at("/data/pauseReason").asText()).isEqualTo(reason.name());
  }

  @Test
  void the_end_of_a_run_is_told_to_systems_and_people_once_its_reports_are_written()
      throws IOException, SQLException {
    BatchId batchId = endedBadly(2);
    assertThat(told(batchId)).containsExactly("BATCH_ACCEPTED WEBHOOK");
    ledger.change(
        "update batch_runs set started_at = ended_at - interval '90 seconds' where batch_id = ?",
        batchId.value());
    var written =
        List.of(
            new WrittenReport(ReportKind.RESULTS, "reports/r.csv", 2),
            new WrittenReport(ReportKind.UNPROCESSED, "reports/u.csv", 2));

    assertThat(reports.showWritten(found(batchId), written)).isTrue();
    assertThat(reports.showWritten(found(batchId), written)).isTrue();

    assertThat(told(batchId))
        .containsExactly(
            "BATCH_ACCEPTED WEBHOOK", "BATCH_COMPLETED WEBHOOK", "BATCH_COMPLETED MAIL");
    assertThat(payload(batchId)).isEqualTo(golden("batch-completed.json"));
  }

  @Test
  void the_end_of_a_run_whose_reports_are_given_up_is_told_once_without_them() {
    BatchId batchId = endedBadly(1);

    reports.giveUp(batchId);
    reports.giveUp(batchId);
    reports.showWritten(
        found(batchId), List.of(new WrittenReport(ReportKind.RESULTS, "reports/r.csv", 1)));

    assertThat(told(batchId)).filteredOn(EVERYBODY::contains).containsExactlyElementsOf(EVERYBODY);
    assertThat(payload(batchId).at("/data/reports")).isEmpty();
  }

  @Test
  void the_reports_of_a_batch_that_runs_end_nothing() {
    BatchId batchId = given.batchOfNewOrders(1);

    reports.showWritten(found(batchId), List.of());
    reports.giveUp(batchId);

    assertThat(told(batchId)).containsExactly("BATCH_ACCEPTED WEBHOOK");
  }

  @Test
  void a_stopped_batch_is_told_as_completed() {
    BatchId batchId = given.batchOfNewOrders(1);
    control.requestCancel(batchId);
    cancellations.cancel(chunk(batchId, 1));
    assertThat(batches.endWhenDone(batchId)).isTrue();

    reports.showWritten(found(batchId), List.of());

    assertThat(payload(batchId).at("/data/status").asText()).isEqualTo("CANCELLED");
  }

  @Test
  void operators_are_not_told_of_a_batch_that_wants_no_such_mail() {
    BatchId batchId =
        given.batchOfRows(
            options(false, null, Set.of(NotificationKind.ORDER_CONFIRMED)), 9, goodRows(1));
    end(batchId, 1);

    reports.showWritten(found(batchId), List.of());

    assertThat(told(batchId)).containsExactly("BATCH_ACCEPTED WEBHOOK", "BATCH_COMPLETED WEBHOOK");
  }

  @Test
  void operators_without_a_system_are_told_of_the_end_alone() {
    want(List.of("a@example.com"), null);
    BatchId batchId = endedBadly(1);

    reports.showWritten(found(batchId), List.of());

    assertThat(told(batchId)).containsExactly("BATCH_COMPLETED MAIL");
  }

  private void want(List<String> operators, @Nullable String url) {
    assertThat(
            clients.change(
                DEMO,
                before ->
                    new NotificationSettings(
                        "ja", kinds(operators), operators, Optional.ofNullable(url)),
                "test"))
        .isPresent();
  }

  private static Set<NotificationKind> kinds(List<String> operators) {
    return operators.isEmpty()
        ? Set.of(NotificationKind.ORDER_CONFIRMED)
        : Set.of(NotificationKind.ORDER_CONFIRMED, NotificationKind.BATCH_FINISHED);
  }

  private Object imported(Batch batch, List<ImportedRow> rows, @Nullable BatchId corrects) {
    Complete file = GivenBatches.complete(newSha256());
    return importLedger.importRows(
        batch,
        sink -> {
          rows.forEach(sink::add);
          return new Complete(
              file.sha256(), file.dialect(), file.header(), file.totals(), false, corrects);
        },
        250,
        60);
  }

  private BatchId endedBadly(int rows) {
    BatchId batchId = given.batchOfNewOrders(rows);
    end(batchId, 1);
    return batchId;
  }

  private void end(BatchId batchId, int chunk) {
    end(batchId, chunk, 1);
  }

  private void end(BatchId batchId, int chunk, int run) {
    orders.giveUp(new ChunkMessage(batchId.value(), run, chunk));
    assertThat(batches.endWhenDone(batchId)).isTrue();
  }

  private static List<ImportedRow> goodRows(int rows) {
    String prefix = UUID.randomUUID().toString();
    return IntStream.range(0, rows)
        .<ImportedRow>mapToObj(i -> new Good(i + 2, List.of(), order(prefix + i)))
        .toList();
  }

  private static ImportOptions options(
      boolean dryRun, @Nullable String group, @Nullable Set<NotificationKind> kinds) {
    return new ImportOptions(
        FileWishes.NONE,
        Policy.CONTINUE,
        PaymentMode.PER_ORDER,
        dryRun,
        false,
        DeclaredTotals.NONE,
        group,
        kinds,
        null);
  }

  private Batch found(BatchId batchId) {
    return batches.find(batchId).orElseThrow();
  }

  private List<String> told(BatchId batchId) {
    return ledger.query(
        "select event, channel from announcements where batch_id = ? order by announcement_id",
        batchId.value());
  }

  /** Of the latest one, with what differs from run to run made out. */
  private JsonNode payload(BatchId batchId) {
    String text =
        ledger
            .query(
                "select payload from announcements where batch_id = ? order by announcement_id desc limit 1",
                batchId.value())
            .getFirst()
            .replace(batchId.toString(), "(the batch)")
            .replaceAll(
                "\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z\"", "\"(a time)\"");
    try {
      return json.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode golden(String name) throws IOException {
    try (InputStream file = AnnouncementsTest.class.getResourceAsStream(name)) {
      return json.readTree(
          new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
