package bulkorder.ordering;

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
    "bulkorder_orders, bulkorder/ordering/OrdersHandler",
    "bulkorder_orders_dead_letter, bulkorder/ordering/OrdersDeadLetterHandler",
    "bulkorder_stuck_work, bulkorder/ordering/StuckWorkHandler"
  })
  void a_handler_may_do_whatever_it_could_come_to(String role, String handler) throws Exception {
    assertThat(statements.refused(role, handler::equals)).isEmpty();
    assertThat(statements.count(handler::equals)).isPositive();
  }
}
