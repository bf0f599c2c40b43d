package bulkorder.importing;

import static org.assertj.core.api.Assertions.assertThat;

import bulkorder.ledger.testing.StatementsOfFunctions;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseRolesTest {

  private static StatementsOfFunctions statements;

  @BeforeAll
  static void aLedger() throws Exception {
    statements = new StatementsOfFunctions();
  }

  @AfterAll
  static void end() throws SQLException {
    statements.close();
  }

  @ParameterizedTest
  @CsvSource({
    "bulkorder_import, bulkorder/importing/ImportHandler",
    "bulkorder_import_dead_letter, bulkorder/importing/ImportDeadLetterHandler",
    "bulkorder_reports, bulkorder/importing/report/ReportsHandler",
    "bulkorder_reports_dead_letter, bulkorder/importing/report/ReportsDeadLetterHandler",
    "bulkorder_audit, bulkorder/importing/audit/AuditHandler",
    "bulkorder_access_log, bulkorder/importing/audit/AccessLogHandler",
    "bulkorder_retention, bulkorder/importing/retention/RetentionHandler",
    "bulkorder_keys, bulkorder/importing/keys/KeysHandler"
  })
  void a_handler_may_do_whatever_it_could_come_to(String role, String handler) throws Exception {
    assertThat(statements.refused(role, handler::equals)).isEmpty();
    assertThat(statements.count(handler::equals)).isPositive();
  }
}
