package bulkorder.ledger.erasure;

import static bulkorder.ledger.testing.GivenBatches.DEMO;
import static bulkorder.ledger.testing.GivenBatches.chunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bulkorder.ledger.BatchId;
import bulkorder.ledger.LedgerTest;
import bulkorder.ledger.Money;
import bulkorder.ledger.RowError;
import bulkorder.ledger.RowErrorCode;
import bulkorder.ledger.batch.Batch;
import bulkorder.ledger.encryption.SealedRows;
import bulkorder.ledger.erasure.ErasureStep.Done;
import bulkorder.ledger.erasure.ErasureStep.Looked;
import bulkorder.ledger.erasure.ErasureStep.Objects;
import bulkorder.ledger.erasure.ErasureStep.Waits;
import bulkorder.ledger.imports.Approvals;
import bulkorder.ledger.imports.ImportedRow.Bad;
import bulkorder.ledger.imports.OrderLine;
import bulkorder.ledger.notification.MailFate;
import bulkorder.ledger.notification.MailFates;
import bulkorder.ledger.order.OrderList;
import bulkorder.ledger.recovery.Retries;
import bulkorder.ledger.recovery.Retry;
import bulkorder.ledger.recovery.RowChoice;
import bulkorder.ledger.report.ReportKind;
import bulkorder.ledger.report.ReportRow;
import bulkorder.ledger.report.ReportRows;
import bulkorder.ledger.report.Reports;
import bulkorder.ledger.report.WrittenReport;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ErasureWorkTest extends LedgerTest {

  @Inject Erasures erasures;
  @Inject ErasureWork work;
  @Inject Retries retries;
  @Inject Approvals approvals;
  @Inject OrderList orderList;
  @Inject ReportRows reportRows;
  @Inject MailFates mailFates;
  @Inject Reports reports;
  @Inject SealedRows sealedRows;

  /** Nobody else's, in this test or any other. */
  private final String person = "p" + UUID.randomUUID() + "@example.com";

  private final BatchId first = BatchId.floor(Instant.now());

  @Test
  void an_order_keeps_its_money_and_loses_its_person() throws SQLException {
    BatchId batchId = ended(line("A", person), line("B", "jiro@example.com"));
    long order = orderOf(batchId, 2);
    List<String> before = ofOrder(order);

    long id = erase(person.toUpperCase(Locale.ROOT));

    assertThat(found(id)).isEqualTo("1 rows, 1 orders");
    assertThat(ofOrder(order)).isEqualTo(before);
    assertThat(
            ledger.query(
                "select import_row_number, length(personal) = 0, erased_at is not null from orders where batch_id = ? order by 1",
                batchId.value()))
        .containsExactly("2 t t", "3 f f");
    assertThat(
            ledger.query(
                """
                select row_number, length(personal) = 0, source is null, erased_at is not null from batch_rows
                where batch_id = ? order by 1
                """,
                batchId.value()))
        .containsExactly("2 t t t", "3 f f f");
    assertThat(orderList.find(DEMO, order).orElseThrow().personal().get()).isEmpty();
    assertThat(orderList.find(DEMO, orderOf(batchId, 3)).orElseThrow().personal().get())
        .isPresent();
  }

  @Test
  void what_a_digest_could_give_away_is_destroyed_and_the_reference_stays_taken()
      throws SQLException {
    BatchId batchId = ended(line("A", person));
    List<String> digest = digest(batchId);

    erase(person);

    assertThat(digest(batchId)).isNotEqualTo(digest);
    BatchId again = given.batchOf(line("A", person));
    assertThat(rows(again)).containsExactly("2 INVALID - -");
  }

  @Test
  void nothing_opens_what_was_erased() throws SQLException {
    BatchId batchId = ended(line("A", person));
    erase(person);
    byte[] left =
        Base64.getDecoder()
            .decode(
                ledger
                    .query(
                        "select encode(personal, 'base64') from orders where batch_id = ?",
                        batchId.value())
                    .getFirst());
    assertThatThrownBy(() -> sealedRows.personal(DEMO, left))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void an_invalid_row_is_found_by_what_the_file_had_and_its_errors_repeat_nothing()
      throws SQLException {
    var shifted = new RowError("quantity", RowErrorCode.NOT_A_WHOLE_NUMBER, person);
    BatchId batchId =
        given.batchOfRows(
            1000, List.of(new Bad(2, List.of("A-1", person), List.of(shifted), null)));
    batches.endWhenDone(batchId);

    long id = erase(person);

    assertThat(found(id)).isEqualTo("1 rows, 0 orders");
    assertThat(
            ledger.query(
                "select status, source, errors from batch_rows where batch_id = ?",
                batchId.value()))
        .containsExactly(
            "INVALID - [{\"code\": \"NOT_A_WHOLE_NUMBER\", \"value\": \"\", \"column\": \"quantity\"}]");
  }

  @Test
  void who_only_finds_changes_nothing() throws SQLException {
    BatchId batchId = ended(line("A", person));
    BatchId running = given.batchOf(line("R", person));
    List<String> before = everything(batchId);

    long id = request(person, true);
    run(id);

    assertThat(everything(batchId)).isEqualTo(before);
    Erasure erasure = erasures.find(DEMO, id).orElseThrow();
    assertThat(erasure.done()).isTrue();
    assertThat(erasure.batches())
        .containsExactlyInAnyOrder(
            new Erasure.BatchFound(batchId, 1, 1, List.of(orderOf(batchId, 2))),
            new Erasure.BatchFound(running, 1, 0, List.of()));
    assertThat(events(id))
        .containsExactly("ACCESS op PERSON_SOUGHT", "ACCESS retention PERSON_FOUND");
  }

  @Test
  void the_address_is_sealed_while_the_work_lasts_and_then_forgotten() throws SQLException {
    ended(line("A", person));
    long id = request(person, false);
    assertThat(
            ledger.query(
                "select status, position('example' in encode(customer_email, 'escape')) from erasures where erasure_id = ?",
                id))
        .containsExactly("RUNNING 0");

    run(id);

    assertThat(ledger.query("select status, customer_email from erasures where erasure_id = ?", id))
        .containsExactly("DONE -");
    assertThat(events(id))
        .containsExactly("CHANGE op ERASURE_REQUESTED", "CHANGE retention PERSON_ERASED");
    assertThat(
            ledger.query(
                "select count(*) from audit_events where details::text like ? or subject like ?",
                "%" + person + "%",
                "%" + person + "%"))
        .containsExactly("0");
  }

  @Test
  void it_waits_for_a_batch_that_runs_and_goes_on_when_that_has_ended() throws SQLException {
    BatchId running = given.batchOf(line("A", person));
    BatchId later = ended(line("B", person));
    long id = request(person, false);

    assertThat(run(id)).isInstanceOf(Waits.class);

    Erasure waiting = erasures.find(DEMO, id).orElseThrow();
    assertThat(waiting.done()).isFalse();
    assertThat(waiting.waitsFor()).contains(running);
    assertThat(waiting.batches()).extracting(Erasure.BatchFound::batchId).contains(later);
    assertThat(ledger.query("select erased_at from batch_rows where batch_id = ?", running.value()))
        .containsExactly("-");

    orders.create(chunk(running, 1));
    end(running);
    assertThat(run(id)).isInstanceOf(Done.class);

    assertThat(found(id)).isEqualTo("2 rows, 2 orders");
    assertThat(
            ledger.query(
                "select count(*) from orders where batch_id = ? and erased_at is not null",
                running.value()))
        .containsExactly("1");
  }

  @Test
  void a_row_of_a_dry_run_is_erased_and_does_not_run() throws SQLException {
    BatchId batchId = given.batchOf(line("A", person), line("B", "jiro@example.com"));
    ledger.change(
        "update batches set status = 'VALIDATED', dry_run = true where batch_id = ?",
        batchId.value());
    ledger.change("delete from batch_runs where batch_id = ?", batchId.value());
    batches.getEntityManager().clear();

    erase(person);

    approvals.approve(batchId, "op");
    orders.create(chunk(batchId, 1));
    assertThat(rows(batchId)).containsExactly("2 CANCELLED - PERSON_ERASED", "3 ORDERED PENDING -");
    assertThat(
            ledger.query(
                "select cancelled, ordered from batch_chunks where batch_id = ?", batchId.value()))
        .containsExactly("1 1");
  }

  @Test
  void an_erased_row_is_not_tried_again() throws SQLException {
    BatchId batchId = given.batchOf(line("A", person), line("B", "jiro@example.com"));
    orders.giveUp(chunk(batchId, 1));
    batches.endWhenDone(batchId);

    erase(person);

    assertThat(retries.retry(batchId, RowChoice.ALL, "op").orElseThrow())
        .isEqualTo(new Retry.Runs(2, 1, 0));
    assertThat(rows(batchId)).containsExactly("2 FAILED - ORDER_NOT_CREATED", "3 QUEUED - -");
  }

  @Test
  void reports_show_an_erased_row_as_erased_and_do_not_give_it_back_to_be_corrected()
      throws SQLException {
    BatchId batchId = given.batchOf(line("A", person), line("B", "jiro@example.com"));
    orders.giveUp(chunk(batchId, 1));
    batches.endWhenDone(batchId);

    erase(person);

    List<ReportRow> all = reportRows.next(batchId, ReportKind.RESULTS, 0).orElseThrow().rows();
    assertThat(all).extracting(ReportRow::erased).containsExactly(true, false);
    assertThat(all.getFirst().fields()).isEmpty();
    assertThat(reportRows.next(batchId, ReportKind.UNPROCESSED, 0).orElseThrow().rows())
        .extracting(ReportRow::rowNumber)
        .containsExactly(3);
  }

  @Test
  void a_mail_that_comes_back_after_the_erasure_is_recorded_all_the_same() throws SQLException {
    BatchId batchId = ended(line("A", person));
    ledger.change(
        """
        insert into notifications (client_id, batch_id, order_id, kind, language, status, ended_at)
        select client_id, batch_id, order_id, 'PAYMENT_RECEIVED', 'ja', 'SENT', now() from orders where batch_id = ?
        """,
        batchId.value());
    erase(person);
    long mail =
        Long.parseLong(
            ledger
                .query(
                    "select notification_id from notifications where batch_id = ?", batchId.value())
                .getFirst());

    mailFates.record(mail, MailFate.BOUNCED);

    assertThat(ledger.query("select status from notifications where notification_id = ?", mail))
        .containsExactly("BOUNCED");
  }

  @Test
  void many_chunks_and_orders_are_gone_through_a_page_at_a_time() throws SQLException {
    List<OrderLine> lines =
        IntStream.range(0, 25)
            .mapToObj(i -> line("N" + i, i % 2 == 0 ? person : "jiro@example.com"))
            .toList();
    BatchId batchId = given.batchOf(1, lines);
    for (int no = 1; no <= 25; no++) {
      orders.create(chunk(batchId, no));
    }
    end(batchId);

    long id = erase(person);

    assertThat(found(id)).isEqualTo("13 rows, 13 orders");
    assertThat(
            ledger.query(
                "select count(*) from batch_rows where batch_id = ? and erased_at is not null",
                batchId.value()))
        .containsExactly("13");
  }

  @Test
  void of_two_at_once_one_leaves_it_to_the_other() throws SQLException {
    ended(line("A", person));
    long id = request(person, false);

    ErasureStep[] second = new ErasureStep[1];
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              work.next(id);
              second[0] = QuarkusTransaction.requiringNew().call(() -> work.next(id));
            });

    assertThat(second[0]).isInstanceOf(Waits.class);
    run(id);
    assertThat(found(id)).isEqualTo("1 rows, 1 orders");
  }

  @Test
  void reports_that_were_begun_before_rows_were_erased_are_not_shown() throws SQLException {
    BatchId batchId = ended(line("A", person));
    Batch begun = batches.find(batchId).orElseThrow();
    var results = new WrittenReport(ReportKind.RESULTS, "reports/demo/x/results.csv", 1);

    erase(person);

    assertThat(reports.showWritten(begun, List.of(results))).isFalse();
    assertThat(reports.showWritten(batches.find(batchId).orElseThrow(), List.of(results))).isTrue();
  }

  @Test
  void a_batch_that_was_looked_at_and_then_corrected_is_looked_at_again() throws SQLException {
    BatchId parent = ended(line("A", "jiro@example.com"));
    BatchId correction = ended(line("B", "jiro@example.com"));
    long id = request(person, false);
    upToObjectsOrEndOf(parent, id);
    BatchId from = given.batchOf(line("C", person));
    ledger.change(
        "update batch_rows p set personal = x.personal from batch_rows x where p.batch_id = ? and x.batch_id = ?",
        parent.value(),
        from.value());
    ledger.change("delete from batch_rows where batch_id = ?", from.value());
    ledger.change("delete from batch_chunks where batch_id = ?", from.value());
    ledger.change(
        "update batches set parent_batch_id = ?, parent_run_no = 2, ended_at = now() where batch_id = ?",
        parent.value(),
        correction.value());

    run(id);

    assertThat(erasures.find(DEMO, id).orElseThrow().rows()).isEqualTo(1);
  }

  @Test
  void objects_are_named_until_they_are_shown_as_deleted() throws SQLException {
    BatchId batchId = ended(line("A", person));
    long id = request(person, false);

    Objects first = upToObjectsOf(batchId, id);
    Objects again = upToObjectsOf(batchId, id);

    assertThat(again.batch().batchId()).isEqualTo(first.batch().batchId());
    assertThat(first.file()).isTrue();
    assertThat(first.reports().orElseThrow().prefixes())
        .containsExactly("reports/demo/%s/1/".formatted(batchId));
    work.showDeleted(id, first);
    work.showDeleted(id, first);
    run(id);
    assertThat(
            ledger.query(
                "select action, details from audit_events where subject = ? and actor = 'retention' order by 1",
                batchId.toString()))
        .containsExactly(
            "OBJECT_DELETED {\"reason\": \"ERASURE\"}",
            "REPORTS_DELETED {\"reason\": \"ERASURE\"}");
    assertThat(erasures.find(DEMO, id).orElseThrow().files()).isGreaterThanOrEqualTo(1);
  }

  @Test
  void a_file_without_rows_of_its_own_may_hold_the_person_and_goes_too() throws SQLException {
    BatchId batchId = ended(line("A", "jiro@example.com"));
    BatchId refused = ended(line("B", "jiro@example.com"));
    ledger.change("delete from batch_rows where batch_id = ?", refused.value());
    ledger.change("delete from batch_chunks where batch_id = ?", refused.value());

    erase(person);

    assertThat(
            ledger.query(
                "select batch_id = ?, object_deleted_at is not null from batches where batch_id in (?, ?) order by 1",
                refused.value(),
                refused.value(),
                batchId.value()))
        .containsExactly("f f", "t t");
  }

  @Test
  void a_client_has_so_many_at_a_time_and_no_more() throws SQLException {
    for (int i = 0; i < Erasures.RUNNING_MAX; i++) {
      request(person, true);
    }
    assertThat(erasures.request(DEMO, person, true, "op")).isEmpty();
    work.running(100).forEach(this::run);
    run(request(person, true));
  }

  /** Of the batches of this test alone: others leave some that never end. */
  private long request(String address, boolean findOnly) throws SQLException {
    long id = erasures.request(DEMO, address, findOnly, "op").orElseThrow();
    ledger.change("update erasures set after_batch = ? where erasure_id = ?", first.value(), id);
    return id;
  }

  private long erase(String address) throws SQLException {
    long id = request(address, false);
    run(id);
    return id;
  }

  private ErasureStep run(long id) {
    ErasureStep step = work.next(id);
    while (step instanceof Looked || step instanceof Objects) {
      if (step instanceof Objects objects) {
        work.showDeleted(id, objects);
      }
      step = work.next(id);
    }
    return step;
  }

  /** Until the batch is left. */
  private void upToObjectsOrEndOf(BatchId batchId, long id) {
    List<String> current;
    do {
      work.next(id);
      current = ledger.query("select batch_id, after_batch from erasures where erasure_id = ?", id);
    } while (!current.equals(List.of("- " + batchId)));
  }

  private Objects upToObjectsOf(BatchId batchId, long id) {
    ErasureStep step = work.next(id);
    while (!(step instanceof Objects objects && objects.batch().batchId().equals(batchId))) {
      if (step instanceof Objects objects) {
        work.showDeleted(id, objects);
      }
      step = work.next(id);
    }
    return (Objects) step;
  }

  private OrderLine line(String reference, String address) {
    return new OrderLine(
        reference + person,
        "山田 太郎",
        address,
        "product",
        1,
        new BigDecimal("200"),
        new Money(new BigDecimal("200"), Currency.getInstance("JPY")),
        "tok_visa",
        "ja",
        null,
        null);
  }

  /** A batch of these orders, which exist and are paid. */
  private BatchId ended(OrderLine... lines) throws SQLException {
    BatchId batchId = given.batchOf(lines);
    orders.create(chunk(batchId, 1));
    end(batchId);
    return batchId;
  }

  private void end(BatchId batchId) throws SQLException {
    ledger.change(
        "update batch_rows set status = 'PAID', notification_status = 'SENT' where batch_id = ? and status = 'ORDERED'",
        batchId.value());
    ledger.change(
        """
        update batch_chunks set paid = ordered, ordered = 0, notifications_sent = notifications_pending,
          notifications_pending = 0, open_rows = 0
        where batch_id = ?
        """,
        batchId.value());
    assertThat(batches.endWhenDone(batchId)).isTrue();
  }

  private long orderOf(BatchId batchId, int row) {
    return Long.parseLong(
        ledger
            .query(
                "select order_id from orders where batch_id = ? and import_row_number = ?",
                batchId.value(),
                row)
            .getFirst());
  }

  private List<String> ofOrder(long orderId) {
    return ledger.query(
        "select status, order_reference, amount, currency, payment_method, product_code from orders where order_id = ?",
        orderId);
  }

  private List<String> digest(BatchId batchId) {
    return ledger.query(
        """
        select encode(r.content_digest, 'hex'), encode(o.content_digest, 'hex')
        from batch_rows r join orders o on o.order_id = r.order_id where r.batch_id = ?
        """,
        batchId.value());
  }

  private List<String> everything(BatchId batchId) {
    return ledger.query(
        "select r, o, b from batch_rows r join orders o using (order_id) join batches b on b.batch_id = r.batch_id where r.batch_id = ?",
        batchId.value());
  }

  private String found(long id) {
    Erasure erasure = erasures.find(DEMO, id).orElseThrow();
    assertThat(erasure.done()).isTrue();
    return "%d rows, %d orders".formatted(erasure.rows(), erasure.orders());
  }

  private List<String> events(long id) {
    return ledger.query(
        "select category, actor, action from audit_events where subject = ? order by audit_event_id",
        "erasure " + id);
  }
}
