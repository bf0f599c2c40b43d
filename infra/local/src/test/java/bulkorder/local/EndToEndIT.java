package bulkorder.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bulkorder.local.operator.AuditCommand;
import bulkorder.local.outside.OutsideView;
import bulkorder.local.outside.QueueRecorder;
import bulkorder.local.template.Template;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions' real artifacts on one machine, looked at from outside. */
class EndToEndIT {

  /**
   * Short enough that a killed function's messages come again soon; long enough for a cold process
   * on a busy machine.
   */
  private static final TimeFactor TIME_FACTOR = new TimeFactor(5);

  private static final Duration LONG_ENOUGH = Duration.ofMinutes(4);
  private static final Set<String> END_STATES =
      Set.of("COMPLETED", "COMPLETED_WITH_ERRORS", "REJECTED");
  private static final String HEADER =
      "order_reference,customer_name,customer_email,product_code,quantity,unit_price,payment_method\n";

  private static final ObjectMapper JSON = new ObjectMapper();

  private static Path root;
  private static LocalSystem system;
  private static OutsideView outside;
  private static QueueRecorder queues;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    root = Path.of(System.getProperty("bulkorder.root"));
    queues = new QueueRecorder();
    system =
        LocalSystem.start(
            LocalOptions.standard(root, data, System.err::println)
                .in(TestedPackaging.get())
                .withTimeFactor(TIME_FACTOR)
                .running(Template::withSoonerRedelivery)
                .with(queues));
    outside = new OutsideView(system.addresses());
  }

  @AfterAll
  static void stop() {
    outside.close();
    system.close();
    queues.close();
  }

  @Test
  void a_thousand_rows_reach_their_ends_and_everybody_agrees() throws Exception {
    byte[] file = Files.readAllBytes(root.resolve("infra/local/examples/orders-1000.csv"));

    JsonNode batch = ended(drop("incoming/demo/orders-1000.csv", file));

    assertThat(batch.path("status").asText()).isEqualTo("COMPLETED_WITH_ERRORS");
    assertThat(states(batch.path("counts")))
        .isEqualTo("INVALID=30 DUPLICATE=1 PAID=965 PAYMENT_FAILED=4");
    assertThat(states(batch.path("notifications"))).isEqualTo("SENT=969");
    assertLedgerAgreesWithProviderAndMailbox();
    assertThat(outside.rows(batch.path("batchId").asText(), "INVALID"))
        .hasSize(30)
        .allSatisfy(
            row ->
                assertThat(row.path("errors"))
                    .isNotEmpty()
                    .allSatisfy(error -> assertThat(error.path("message").asText()).isNotEmpty()));

    String captured = outside.captured();
    JsonNode sameBytes = ended(drop("incoming/demo/again.csv", file));
    JsonNode sameOrders =
        ended(
            drop(
                "incoming/demo/other bytes.csv", (new String(file, UTF_8) + "\n").getBytes(UTF_8)));

    assertThat(sameBytes.at("/rejection/code").asText()).isEqualTo("DUPLICATE_FILE");
    assertThat(sameBytes.at("/rejection/message").asText())
        .contains(batch.path("batchId").asText());
    assertThat(sameOrders.at("/counts/DUPLICATE").asInt()).isEqualTo(966);
    assertThat(sameOrders.at("/counts/PAID").asInt()).isZero();
    assertThat(outside.captured()).isEqualTo(captured);
  }

  @Test
  void one_trace_leads_from_a_file_to_its_mails_and_names_nobody() throws Exception {
    String name = "錦木" + unique();
    String row = "%s,%s,trace@example.com,P-1,1,500,tok_visa\n".formatted(unique(), name);

    JsonNode batch =
        ended(drop("incoming/demo/" + unique() + ".csv", (HEADER + row).getBytes(UTF_8)));

    String batchId = batch.path("batchId").asText();
    String trace =
        logged("ImportFunction", batchId, "is accepted with").at("/mdc/traceId").asText();
    assertThat(trace).matches("1-[0-9a-f]{8}-[0-9a-f]{24}");
    for (String function :
        List.of("OrderFunction", "PaymentFunction", "NotifyFunction", "ReportsFunction")) {
      JsonNode fields = logged(function, batchId, "is done in").path("mdc");
      assertThat(fields.path("traceId").asText()).as(function).isEqualTo(trace);
      assertThat(fields.path("invocationTraceId").asText()).isNotEmpty().isNotEqualTo(trace);
      assertThat(fields.path("requestId").asText()).isNotEmpty();
      assertThat(fields.path("clientId").asText()).isEqualTo("demo");
    }
    assertThat(outside.logs()).doesNotContain(name);
    assertThat(outside.log("OrderFunction", batchId))
        .filteredOn(line -> line.has("_aws") && line.path("State").asText().equals("ORDERED"))
        .singleElement()
        .satisfies(line -> assertThat(line.path("Rows").asInt()).isEqualTo(1));
  }

  /** The first line that a function wrote of a batch and that says so. */
  private static JsonNode logged(String function, String batchId, String words) {
    return await()
        .atMost(LONG_ENOUGH)
        .until(
            () ->
                outside.log(function, batchId).stream()
                    .filter(line -> line.path("message").asText().contains(words))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  @Test
  void operators_stop_and_start_charging_by_a_command() throws Exception {
    assertThat(payments("stop", "--by", "Mori")).contains("Charging is stopped.");
    String key = "incoming/demo/stopped.csv";
    byte[] file = (HEADER + "STOPPED-1,Taro,taro@example.com,P-1,1,500,tok_visa\n").getBytes(UTF_8);
    String dropped = drop(key, file);
    await()
        .atMost(LONG_ENOUGH)
        .untilAsserted(() -> assertThat(payments("status")).contains("by Mori; 1 batches wait"));

    assertThat(payments("start", "--by", "Sato")).contains("Charging is allowed again.");

    JsonNode batch = ended(dropped);
    assertThat(batch.at("/counts/PAID").asInt()).isEqualTo(1);
    assertThat(payments("reconcile", batch.path("batchId").asText())).contains("All agree.");
  }

  @Test
  void audit_events_are_sealed_archived_and_verified() throws Exception {
    outside.ledger("select add_audit_partition(now() - interval '230 days')");
    outside.ledger(
        """
        insert into audit_events (occurred_at, actor, action, subject)
        values (now() - interval '230 days', 'a', 'b', 'long ago') returning 1
        """);
    await()
        .atMost(LONG_ENOUGH)
        .untilAsserted(
            () ->
                assertThat(outside.ledger("select object_key from audit_archives"))
                    .singleElement()
                    .asString()
                    .startsWith("audit/changes/"));
    assertThat(outside.ledger("select drop_archived_audit_events()")).containsExactly("1");

    var out = new ByteArrayOutputStream();
    int status =
        AuditCommand.run(
            new PrintStream(out, true, UTF_8),
            System.err,
            "verify",
            "--endpoint-url",
            system.addresses().lambda().toString());

    assertThat(out.toString(UTF_8))
        .startsWith("The chain holds: ")
        .contains(", 1 of them from the archive;");
    assertThat(status).isZero();
  }

  private static String payments(String... arguments) {
    return PaymentsCommandRun.on(system, arguments);
  }

  @ParameterizedTest
  @CsvSource({
    "'', EMPTY_FILE",
    "'A-1,Taro,taro@example.com,P-1,1,500,tok_visa\n', NO_HEADER",
    "'order_reference,customer_name\nA-1,Taro\n', MISSING_COLUMNS",
    "'\u0000\u0001\u0002', NOT_TEXT"
  })
  void a_file_of_which_nothing_can_be_taken_is_rejected_with_a_sentence(String content, String code)
      throws Exception {
    JsonNode batch = ended(drop("incoming/demo/" + unique() + ".csv", content.getBytes(UTF_8)));

    assertThat(batch.path("status").asText()).isEqualTo("REJECTED");
    assertThat(batch.at("/rejection/code").asText()).isEqualTo(code);
    assertThat(batch.at("/rejection/message").asText()).endsWith(".");
  }

  @Test
  void a_file_as_japanese_excel_saves_it_is_read_as_it_is_meant() throws Exception {
    String prefix = unique();
    String text =
        "備考\t注文番号\t顧客名\tメールアドレス\t商品コード\t数量\t単価\t決済トークン\r\n"
            + "①㈱～\t%s\t髙﨑 太郎\ttaro@example.com\tP-1\t２\t￥1,500\ttok_visa\r\n".formatted(prefix);

    JsonNode batch =
        ended(
            drop(
                "incoming/demo/" + prefix + ".txt", text.getBytes(Charset.forName("windows-31j"))));

    assertThat(states(batch.path("counts"))).as(batch.toString()).isEqualTo("PAID=1");
    assertThat(
            outside.ledger(
                "select amount::bigint from orders where order_reference = '%s'".formatted(prefix)))
        .containsExactly("3000");
    assertThat(
            outside.ledger(
                "select dialect ->> 'encoding', dialect ->> 'encodingFound' from batches where batch_id = '%s'"
                    .formatted(batch.path("batchId").asText())))
        .containsExactly("windows-31j CONTENT");
  }

  @Test
  void a_workbook_is_read_and_its_customers_are_written_to_in_their_languages() throws Exception {
    String prefix = unique();
    String japanese = "ja-" + prefix + "@example.com";
    String english = "en-" + prefix + "@example.com";
    byte[] workbook =
        OrderWorkbook.of(
            List.of("注文番号", "顧客名", "メールアドレス", "商品コード", "数量", "単価", "決済トークン", "言語"),
            List.of(prefix + "-a", "髙﨑 美咲", japanese, "P-1", 2, 1500, "tok_visa", "ja"),
            List.of(prefix + "-b", "Tomás Ø", english, "P-1", 1, 500, "tok_declined", "en"));

    JsonNode batch = ended(drop("incoming/demo/" + prefix + ".xlsx", workbook));

    assertThat(states(batch.path("counts")))
        .as(batch.toString())
        .isEqualTo("PAID=1 PAYMENT_FAILED=1");
    assertThat(outside.subjectsTo(japanese)).containsExactly("ご注文 " + prefix + "-a を承りました");
    assertThat(outside.subjectsTo(english))
        .contains("The payment for your order " + prefix + "-b was declined");
  }

  @Test
  void the_errors_of_a_file_come_back_corrected_and_the_file_is_complete() throws Exception {
    Charset shiftJis = Charset.forName("windows-31j");
    String prefix = unique();
    String row = prefix + "-%s;髙﨑 太郎;taro@example.com;P-1;%s;1,500;tok_visa;=①\n";
    String text =
        "注文番号;顧客名;メールアドレス;商品コード;数量;単価;決済トークン;棚番\n"
            + row.formatted("a", "2")
            + row.formatted("b", "二つ");
    JsonNode parent = ended(drop("incoming/demo/" + prefix + ".csv", text.getBytes(shiftJis)));
    String batchId = parent.path("batchId").asText();
    assertThat(states(parent.path("counts"))).isEqualTo("INVALID=1 PAID=1");
    JsonNode reports =
        await()
            .atMost(LONG_ENOUGH)
            .until(() -> outside.reports(batchId), it -> it.path("complete").asBoolean());
    assertThat(reports.at("/items/0/kind").asText()).isEqualTo("errors");
    String errors = new String(outside.fetch(reports.at("/items/0/url").asText()), shiftJis);
    assertThat(errors).contains(";数量;単価;", ";髙﨑 太郎;", ";二つ;", ";'=①");

    JsonNode correction =
        ended(
            drop(
                "incoming/demo/%s-errors.csv".formatted(prefix),
                errors.replace("二つ", "３").getBytes(shiftJis)));

    assertThat(correction.path("status").asText()).isEqualTo("COMPLETED");
    JsonNode corrected =
        await()
            .atMost(LONG_ENOUGH)
            .until(
                () -> outside.batchesOf("incoming/demo/" + prefix + ".csv").getFirst(),
                batch -> batch.path("status").asText().equals("COMPLETED"));
    assertThat(states(corrected.path("counts"))).isEqualTo("PAID=2");
    assertLedgerAgreesWithProviderAndMailbox();
  }

  @Test
  void a_person_is_erased_and_what_outlived_its_lifetime_is_deleted() throws Exception {
    String prefix = unique();
    String address = prefix + "@example.com";
    String row = prefix + "-%s,%s,%s,P-1,1,500,tok_visa\n";
    String key = "incoming/demo/" + prefix + ".csv";
    String text =
        HEADER
            + row.formatted("a", "Misaki", address)
            + row.formatted("b", "Taro", "t@example.com");
    JsonNode batch = ended(drop(key, text.getBytes(UTF_8)));
    String batchId = batch.path("batchId").asText();
    await().atMost(LONG_ENOUGH).until(() -> results(batchId).contains(address));
    String captured = outside.captured();

    outside.post("/api/v1/erasures", "{\"customerEmail\": \"%s\"}".formatted(address));
    outside.invoke("RetentionFunction");

    await().atMost(LONG_ENOUGH).until(() -> !outside.hasObject(key));
    await().atMost(LONG_ENOUGH).until(() -> results(batchId).contains("PERSON_ERASED"));
    assertThat(results(batchId)).doesNotContain(address).contains("t@example.com");
    assertThat(outside.captured()).isEqualTo(captured);
    assertThat(outside.logs()).doesNotContain(address);

    outside.ledger(
        "update batches set ended_at = ended_at - interval '401 days' where batch_id = '%s' returning 1"
            .formatted(batchId));
    outside.invoke("RetentionFunction");
    await()
        .atMost(LONG_ENOUGH)
        .until(
            () ->
                outside
                    .ledger(
                        "select count(*) from batch_rows where batch_id = '%s'".formatted(batchId))
                    .contains("0"));
    assertThat(outside.hasObject("reports/demo/%s/1/results.csv".formatted(batchId))).isFalse();
    assertThat(
            outside.ledger("select count(*) from orders where batch_id = '%s'".formatted(batchId)))
        .containsExactly("2");
  }

  /** The report of all rows; empty while there is none. */
  private static String results(String batchId) throws Exception {
    for (JsonNode report : outside.reports(batchId).path("items")) {
      if (report.path("kind").asText().equals("results")
          && outside.hasObject("reports/demo/%s/1/results.csv".formatted(batchId))) {
        return new String(outside.fetch(report.path("url").asText()), UTF_8);
      }
    }
    return "";
  }

  @Test
  void a_card_number_stays_nowhere() throws Exception {
    String card = "4111111111111111";
    String prefix = unique();
    String row = prefix + "-card,Mori " + card + ",m@example.com,P-1,1,500,tok_visa\n";
    String key = "incoming/demo/" + prefix + ".csv";

    JsonNode batch = ended(drop(key, concat(goodRows(1), row.getBytes(UTF_8))));

    assertThat(states(batch.path("counts"))).isEqualTo("INVALID=1 PAID=1");
    await().atMost(LONG_ENOUGH).until(() -> !outside.hasObject(key));
    assertThat(outside.ledger("select r::text from batch_rows r")).noneMatch(r -> r.contains(card));
    assertThat(outside.logs()).doesNotContain(card);
  }

  @Test
  void names_addresses_and_notes_are_in_plain_text_in_no_log_queue_or_table() throws Exception {
    String prefix = unique();
    List<String> personal = List.of("Nishikigi-" + prefix, "kin-" + prefix, "gate code " + prefix);
    String header = HEADER.strip() + ",note\n";
    String good =
        "%s-%%d,%s,%s,P-1,1,500,%%s,%s\n"
            .formatted(prefix, personal.get(0), personal.get(1) + "@example.com", personal.get(2));
    String file =
        header
            + good.formatted(1, "tok_visa")
            + good.formatted(2, "tok_declined")
            + good.replace(",P-1,1,", ",P-1,one,").formatted(3, "tok_visa")
            + good.replace("@example.com", "@example..com").formatted(4, "tok_visa");

    JsonNode batch = ended(drop("incoming/demo/" + prefix + ".csv", file.getBytes(UTF_8)));

    assertThat(batch.at("/counts/INVALID").asInt()).isEqualTo(2);
    String batchId = batch.path("batchId").asText();
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> outside.reports(batchId), it -> it.path("complete").asBoolean());
    assertThat(outside.mailsTo(personal.get(1) + "@example.com")).isPositive();
    assertThat(queues.messages()).anyMatch(message -> message.contains(batchId));
    assertThat(queues.messages())
        .noneMatch(message -> personal.stream().anyMatch(message::contains));
    assertThat(outside.logs()).contains(batchId).doesNotContain(personal);
    assertThat(outside.webhooks().toString()).doesNotContain(personal);
    for (String table : tables()) {
      assertThat(outside.ledger("select t::text from %s t".formatted(table)))
          .as(table)
          .noneMatch(row -> personal.stream().anyMatch(row::contains));
    }
  }

  private static List<String> tables() throws SQLException {
    List<String> tables =
        outside.ledger(
            "select tablename from pg_tables where schemaname = 'public' and not tablename ~ '_[0-9]{6}$'");
    assertThat(tables).contains("orders", "batch_rows", "audit_events", "idempotency_keys");
    return tables;
  }

  @Test
  void a_dry_run_runs_nothing_until_it_is_approved() throws Exception {
    String captured = outside.captured();
    JsonNode promised =
        outside.post(
            "/api/v1/batches",
            """
            {"fileName": "四月.csv", "dryRun": true, "declaredRows": 3,
             "declaredSums": {"JPY": "3000"}}
            """);
    String path = "/api/v1/batches/" + promised.path("batchId").asText();

    outside.upload(promised, goodRows(3));
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> outside.get(path).path("status").asText().equals("VALIDATED"));

    JsonNode checked = outside.get(path);
    assertThat(checked.at("/dryRunAnswer/toRun").toString())
        .isEqualTo("{\"rows\":3,\"sums\":{\"JPY\":\"3000\"}}");
    assertThat(checked.at("/dryRunAnswer/largestOrders/0/amount").asText()).isEqualTo("1000");
    assertThat(checked.at("/dryRunAnswer/differenceToDeclared").toString())
        .isEqualTo("{\"rows\":0,\"sums\":{\"JPY\":\"0\"}}");
    assertThat(outside.captured()).isEqualTo(captured);

    outside.post(path + "/approve", "");

    JsonNode batch = ended(checked.path("objectKey").asText());
    assertThat(states(batch.path("counts"))).isEqualTo("PAID=3");
    assertLedgerAgreesWithProviderAndMailbox();
  }

  @Test
  void a_page_uploads_by_a_form_that_takes_nothing_but_what_was_promised() throws Exception {
    JsonNode promised =
        outside.post("/api/v1/batches", "{\"fileName\": \"ページ.csv\", \"upload\": \"FORM\"}");
    String path = "/api/v1/batches/" + promised.path("batchId").asText();

    assertThat(outside.uploadByForm(promised, Map.of("key", "incoming/acme/x.csv"), goodRows(1)))
        .isEqualTo(403);
    assertThat(outside.uploadByForm(promised, Map.of("Content-Type", "text/html"), goodRows(1)))
        .isEqualTo(403);
    assertThat(outside.uploadByForm(promised, Map.of(), new byte[0])).isBetween(400, 403);
    assertThat(outside.get(path).path("status").asText()).isEqualTo("AWAITING_UPLOAD");

    assertThat(outside.uploadByForm(promised, Map.of(), goodRows(2))).isEqualTo(204);

    JsonNode batch = ended(outside.get(path).path("objectKey").asText());
    assertThat(states(batch.path("counts"))).isEqualTo("PAID=2");
  }

  @Test
  void orders_that_are_sent_as_json_are_paid_like_those_of_a_file() throws Exception {
    String reference = unique();
    JsonNode one = outside.post("/api/v1/orders", orderJson(reference + "-1"));
    JsonNode many =
        outside.post(
            "/api/v1/orders/bulk",
            "{\"orders\": [%s, %s]}"
                .formatted(orderJson(reference + "-2"), orderJson(reference + "-3")));

    String path = "/api/v1/batches/" + many.path("batchId").asText();
    JsonNode batch =
        await().atMost(LONG_ENOUGH).until(() -> outside.get(path), EndToEndIT::hasEnded);
    assertThat(states(batch.path("counts"))).as(batch.toString()).isEqualTo("PAID=2");
    await()
        .atMost(LONG_ENOUGH)
        .untilAsserted(
            () -> {
              JsonNode order = outside.get("/api/v1/orders/" + one.path("orderId").asText());
              assertThat(order.path("status").asText()).isEqualTo("PAID");
              assertThat(order.at("/customer/name").asText()).isEqualTo("髙橋 美咲");
              assertThat(order.at("/payments/0/status").asText()).isEqualTo("CAPTURED");
              assertThat(order.at("/notifications/0/status").asText()).isEqualTo("SENT");
            });
    assertLedgerAgreesWithProviderAndMailbox();
  }

  private static String orderJson(String reference) {
    return """
    {"orderReference": "%s", "customerName": "髙橋 美咲", "customerEmail": "misaki@example.com",
     "productCode": "TEA-01", "quantity": 2, "unitPrice": 1980, "paymentMethod": "tok_visa"}
    """
        .formatted(reference);
  }

  @Test
  void a_mail_that_bounces_is_told_of_its_row_and_its_address_is_not_mailed_again()
      throws Exception {
    String address = "bounce+again@simulator.amazonses.com";
    JsonNode first = ended(drop("incoming/demo/bounces.csv", order("BOUNCE-1", address)));
    await()
        .atMost(LONG_ENOUGH)
        .untilAsserted(() -> assertThat(notificationOf(first)).isEqualTo("BOUNCED"));
    int mails = outside.mailsTo(address);

    JsonNode second = ended(drop("incoming/demo/bounced.csv", order("BOUNCE-2", address)));

    assertThat(notificationOf(second)).isEqualTo("SUPPRESSED");
    assertThat(outside.mailsTo(address)).isEqualTo(mails);
  }

  @Test
  void a_clients_system_and_its_operator_are_told_of_its_batch() throws Exception {
    outside.put(
        "/api/v1/clients/acme/notifications",
        """
        {"operators":["operator@acme.example"],"webhookUrl":"%s/acme"}
        """
            .formatted(system.addresses().webhooks()));

    String batchId =
        ended(drop("incoming/acme/told.csv", order("TOLD-1", "taro@example.com")))
            .path("batchId")
            .asText();

    await()
        .atMost(LONG_ENOUGH)
        .untilAsserted(
            () -> {
              assertThat(webhooks(batchId))
                  .extracting(
                      told -> JSON.readTree(told.path("body").asText()).path("type").asText())
                  .containsExactlyInAnyOrder("batch.accepted", "batch.completed");
              assertThat(outside.mailsTo("operator@acme.example")).isEqualTo(1);
            });
    assertThat(webhooks(batchId))
        .allSatisfy(
            told -> {
              assertThat(told.path("path").asText()).isEqualTo("/acme");
              assertThat(told.at("/headers/webhook-signature").asText()).startsWith("v1,");
            });
  }

  private static List<JsonNode> webhooks(String batchId) throws Exception {
    return outside.webhooks().stream()
        .filter(told -> told.path("body").asText().contains(batchId))
        .toList();
  }

  private static byte[] order(String reference, String email) {
    return (HEADER + reference + ",Taro," + email + ",P-1,1,500,tok_visa\n").getBytes(UTF_8);
  }

  private static String notificationOf(JsonNode batch) throws Exception {
    return outside
        .rows(batch.path("batchId").asText(), "PAID")
        .getFirst()
        .path("notificationStatus")
        .asText();
  }

  @Test
  void a_file_for_an_unknown_client_is_rejected_where_operations_sees_it() throws Exception {
    String key = drop("incoming/nobody/orders.csv", goodRows(1));

    String find =
        "select batch_id, rejection_code from batches where object_key = '%s'".formatted(key);
    await().atMost(LONG_ENOUGH).until(() -> outside.ledger(find).size() == 1);
    String[] found = outside.ledger(find).getFirst().split(" ", -1);
    assertThat(found[1]).isEqualTo("UNKNOWN_CLIENT");
    assertThat(Files.readString(system.addresses().logs().resolve("ImportFunction.log")))
        .contains(found[0]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ImportFunction", "OrderFunction", "PaymentFunction", "NotifyFunction"})
  void a_function_that_is_killed_while_it_works_loses_and_doubles_nothing(String function)
      throws Exception {
    String key = drop("incoming/demo/" + unique() + ".csv", goodRows(1000));
    await().atMost(LONG_ENOUGH).until(() -> !outside.batchesOf(key).isEmpty());

    for (long processId : system.lambda().processIds(function)) {
      ProcessHandle.of(processId).ifPresent(ProcessHandle::destroyForcibly);
    }

    JsonNode batch = ended(key);
    assertThat(batch.path("status").asText()).isEqualTo("COMPLETED");
    assertThat(states(batch.path("counts"))).isEqualTo("PAID=1000");
    assertLedgerAgreesWithProviderAndMailbox();
  }

  /** A name of its own, with no sixteen digits in a row: those could be a card number. */
  private static String unique() {
    return UUID.randomUUID().toString().replace('-', 'x');
  }

  private static String drop(String key, byte[] content) {
    outside.drop(key, content);
    return key;
  }

  private static JsonNode ended(String key) {
    return await()
        .atMost(LONG_ENOUGH)
        .until(
            () -> outside.batchesOf(key),
            batches -> !batches.isEmpty() && hasEnded(batches.getFirst()))
        .getFirst();
  }

  private static boolean hasEnded(JsonNode batch) {
    return END_STATES.contains(batch.path("status").asText());
  }

  private static byte[] goodRows(int rows) {
    String prefix = unique();
    return (HEADER
            + IntStream.rangeClosed(1, rows)
                .mapToObj(
                    i ->
                        "%s-%d,山田 太郎,taro%d@example.com,P-1,2,500,tok_visa%n"
                            .formatted(prefix, i, i))
                .collect(Collectors.joining()))
        .getBytes(UTF_8);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static String states(JsonNode counts) {
    return counts.properties().stream()
        .filter(count -> count.getValue().asInt() > 0)
        .map(count -> count.getKey() + "=" + count.getValue().asInt())
        .collect(Collectors.joining(" "));
  }

  /**
   * To the yen: what the ledger says was captured is what the provider says; each order is paid by
   * one payment at most.
   */
  private static void assertLedgerAgreesWithProviderAndMailbox() throws Exception {
    assertThat(
            outside.ledger(
                """
                select count(*) || ' payments, ' || coalesce(sum(amount), 0)::bigint || ' JPY'
                from payments where status = 'CAPTURED'
                """))
        .containsExactly(outside.captured());
    assertThat(
            outside.ledger(
                """
                select order_id from payment_orders join payments using (payment_id) where status = 'CAPTURED'
                group by order_id having count(*) > 1
                """))
        .isEmpty();
    assertThat(paidRows())
        .isEqualTo(
            outside.ledger(
                """
                select count(*) from orders join batches using (batch_id)
                where orders.status = 'PAID' and rows_expired_at is null
                """));
    assertThat(outside.mails())
        .isGreaterThanOrEqualTo(
            Long.parseLong(
                outside
                    .ledger("select count(*) from notifications where status = 'SENT'")
                    .getFirst()));
  }

  private static List<String> paidRows() throws SQLException {
    return outside.ledger(
        """
        select count(*) from batch_rows join batches using (batch_id)
        where batch_rows.status = 'PAID' and rows_expired_at is null
        """);
  }
}
