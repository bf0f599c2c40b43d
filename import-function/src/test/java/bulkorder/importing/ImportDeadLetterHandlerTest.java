package bulkorder.importing;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.ClientId;
import bulkorder.ledger.batch.Batches;
import bulkorder.ledger.batch.FileObject;
import bulkorder.ledger.batch.ImportOptions;
import bulkorder.ledger.testing.Invocation;
import bulkorder.ledger.testing.LedgerDatabase;
import bulkorder.ledger.testing.Queues;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(LedgerDatabase.class)
@QuarkusTestResource(
    value = Queues.class,
    initArgs = @ResourceArg(name = Queues.NAMES, value = "orders,reports,announcements"))
class ImportDeadLetterHandlerTest {

  @Inject ImportDeadLetterHandler handler;
  @Inject ImportHandler importHandler;
  @Inject InMemoryFiles files;
  @Inject Ledger ledger;
  @Inject Batches batches;
  @Inject AgroalDataSource database;

  @Test
  void a_file_whose_import_was_given_up_is_rejected_once() {
    String key = "incoming/demo/given-up.csv";
    for (int delivery = 0; delivery < 2; delivery++) {
      var answer = handler.handleRequest(Events.failed("m-1", key), Invocation.withAMinute());
      assertThat(answer.getBatchItemFailures()).isEmpty();
    }
    assertThat(ledger.batches(key)).containsExactly("REJECTED IMPORT_FAILED");
    assertThat(ledger.audit(key)).containsExactly("BATCH_REJECTED");
    assertThat(ledger.texts("select queue from dead_letters where message_id = 'm-1'"))
        .containsExactly("import-dead-letter");
  }

  @Test
  void a_file_that_came_in_nevertheless_goes_on() {
    String key = "incoming/demo/came-in.csv";
    files.put(key, OrderFileText.orders("DL", 2));
    importHandler.handleRequest(Events.created(key), Invocation.withAMinute());
    handler.handleRequest(Events.failed("m-came-in", key), Invocation.withAMinute());

    assertThat(ledger.batches(key)).containsExactly("PROCESSING");
  }

  @Test
  void a_file_that_is_being_imported_is_not_given_up_yet() throws SQLException {
    String key = "incoming/demo/running.csv";
    var object =
        new FileObject("orders", key, "d41d8cd98f00b204:0055AED6DCD90281E5", "d41d8cd98f00b204");
    var batch =
        batches.beginImport(new ClientId("demo"), "running.csv", object, ImportOptions.DEFAULT);
    try (var connection = database.getConnection();
        var lock = connection.prepareStatement("select pg_advisory_lock(hashtextextended(?, 1))")) {
      lock.setString(1, batch.batchId().toString());
      lock.execute();
      var answer = handler.handleRequest(Events.failed("m-3", key), Invocation.withAMinute());
      connection.createStatement().execute("select pg_advisory_unlock_all()");
      assertThat(answer.getBatchItemFailures())
          .extracting(BatchItemFailure::getItemIdentifier)
          .containsExactly("m-3");
    }
    assertThat(ledger.batches(key)).containsExactly("IMPORTING");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "incoming/demo/4111111111111111.csv",
        "incoming/demo/4111 1111 1111 1111.csv",
        "incoming/demo/4111.1111/1111-1111.csv"
      })
  void a_card_number_in_a_files_name_is_not_kept(String key) {
    String messageId = "m-" + UUID.randomUUID();

    var answer = handler.handleRequest(Events.failed(messageId, key), Invocation.withAMinute());

    assertThat(answer.getBatchItemFailures()).isEmpty();
    assertThat(
            ledger.texts(
                "select body::jsonb #>> '{requestPayload,Records,0,s3,object,key}' from dead_letters where message_id = '%s'"
                    .formatted(messageId)))
        .containsExactly("incoming/demo/***.csv");
  }

  @Test
  void a_message_that_is_no_failed_import_is_kept_and_over() {
    for (String body :
        new String[] {"not json", "{}", "{\"requestPayload\": {\"Records\": [{}]}}"}) {
      var answer =
          handler.handleRequest(
              Events.message("m-" + body.length(), body), Invocation.withAMinute());
      assertThat(answer.getBatchItemFailures()).isEmpty();
    }
    assertThat(ledger.texts("select body from dead_letters where message_id in ('m-8', 'm-2')"))
        .contains("not json", "{}");
  }
}
